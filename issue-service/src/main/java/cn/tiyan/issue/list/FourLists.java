package cn.tiyan.issue.list;

import cn.tiyan.issue.issue.IssueFilter;
import cn.tiyan.issue.issue.Issues;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.security.Caller;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads the four lists, within what the caller may see. */
@Component
public class FourLists {

    private static final Logger log = LoggerFactory.getLogger(FourLists.class);

    private final Issues issues;
    private final Organisation organisation;

    FourLists(Issues issues, Organisation organisation) {
        this.issues = issues;
        this.organisation = organisation;
    }

    /**
     * One page, newest issue first.
     *
     * @param limit of issues, 1 to 200: on the list of optimizations each may make several lines
     */
    public Page<Map<String, Object>> page(FourList list, IssueFilter filter, Caller caller, int limit, @Nullable String after) {
        var names = new UnitNames(organisation);
        Page<ListedIssue> page = issues.list(list.view(), list.criteria(filter), list.ofIssues(filter), caller, limit, after);
        return new Page<>(page.items().stream().flatMap(issue -> list.entries(issue, filter, names)).map(entry -> line(list, entry)).toList(),
                page.next());
    }

    private static Map<String, Object> line(FourList list, Entry entry) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", entry.issue().id());
        for (Column column : list.columns()) {
            Object value = column.of(entry);
            if (value != null) {
                line.put(column.name(), value);
            }
        }
        return line;
    }

    /** Headings by the names of their columns, in order. */
    public Map<String, String> headings(FourList list) {
        Map<String, String> headings = new LinkedHashMap<>();
        list.columns().forEach(column -> headings.put(column.name(), column.chinese()));
        return headings;
    }

    /** A list to be written as a workbook. It has been asked for already, so that what is refused is refused before a byte is written. */
    public Export export(FourList list, IssueFilter filter, Caller caller) {
        var names = new UnitNames(organisation);
        Stream<ListedIssue> all = issues.stream(list.view(), list.criteria(filter), list.ofIssues(filter), caller);
        var sheet = new Sheet(names.apply(filter.unit() == null ? caller.unit() : filter.unit()), names.apply(caller.unit()), list, issues.now().at());
        return new Export(sheet, list, filter, names, all, caller);
    }

    /** A list on its way out; who takes it, which and how much of it goes to the log. */
    public static final class Export implements AutoCloseable {

        private final Sheet sheet;
        private final FourList list;
        private final IssueFilter filter;
        private final UnitNames names;
        private final Stream<ListedIssue> all;
        private final Caller caller;

        private Export(Sheet sheet, FourList list, IssueFilter filter, UnitNames names, Stream<ListedIssue> all, Caller caller) {
            this.sheet = sheet;
            this.list = list;
            this.filter = filter;
            this.names = names;
            this.all = all;
            this.caller = caller;
        }

        /** Such as 沈阳市问题清单20261124.xlsx. */
        public String fileName() {
            return sheet.fileName();
        }

        /** Writes it, a few lines at a time. */
        public void to(OutputStream out) throws IOException {
            int lines = sheet.write(all.flatMap(issue -> list.entries(issue, filter, names)).iterator(), out);
            log.info("{} of {} exported {}: {} lines", caller.account(), caller.unit(), list, lines);
        }

        @Override
        public void close() {
            all.close();
        }
    }
}
