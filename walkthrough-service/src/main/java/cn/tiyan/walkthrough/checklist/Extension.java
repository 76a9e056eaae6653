package cn.tiyan.walkthrough.checklist;

import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What an office adds to the province's checkpoints, in one version of its own. {@link ExtensionLifecycle} says what may follow what.
 * Of a unit's versions the newest that was released counts: retiring it leaves the unit without any, the ones before do not come back.
 */
@Document("checklist_extension")
@CompoundIndex(name = "by-number", def = "{unit: 1, number: -1}")
@CompoundIndex(name = "list", def = "{within: 1, createdAt: -1, _id: -1}")
public class Extension extends Aggregate {

    /** Prefix of its identifiers. */
    public static final String PREFIX = "chk";
    /** More than these nobody goes through. */
    public static final int MOST_CHECKPOINTS = 60;

    private String request;
    private String fingerprint;
    private int number;
    private ExtensionStatus status;
    private String title;
    private String source;
    private List<Checkpoint> checkpoints;
    private @Nullable Instant publishedAt;

    /**
     * What is to be looked at.
     *
     * @param dimension which of the five dimensions a finding at it counts for
     * @param number within unit and dimension, 1 to 99; with them it makes the code
     * @param text what to look at
     * @param basis what it goes by
     */
    public record Point(Dimension dimension, int number, String text, String basis) {
    }

    /**
     * What an office says of its edition.
     *
     * @param source the document it follows
     * @param points in the order they are shown
     */
    public record Content(String title, String source, List<Point> points) {

        public Content {
            title = Masking.text(title);
            source = Masking.text(source);
            points = points.stream().map(point -> new Point(point.dimension(), point.number(), Masking.text(point.text()), Masking.text(point.basis()))).toList();
        }
    }

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected Extension() {
    }

    /**
     * A draft.
     *
     * @param request what a repeated request is known by
     * @param number the unit's next
     * @throws Refusal {@code checkpoint-twice}
     */
    Extension(String request, Unit unit, int number, Content content, Caller by, Instant at) {
        super(id(unit.code(), number), unit.code(), unit.within(), at);
        this.request = request;
        this.number = number;
        status = ExtensionLifecycle.BEGINNING;
        says(content);
        fingerprint = Ids.fingerprint(content);
        noted(by, "draft", checklistVersion(), at);
    }

    static String id(String unit, int number) {
        return Ids.derived(PREFIX, unit + "\n" + number);
    }

    private void says(Content content) {
        Set<String> codes = new HashSet<>();
        checkpoints = content.points().stream().map(point -> new Checkpoint(Edition.code(unit(), point.dimension(), point.number()), point.dimension(), point.text(), point.basis())).toList();
        for (int i = 0; i < checkpoints.size(); i++) {
            if (!codes.add(checkpoints.get(i).code())) {
                throw Refusal.rule("checkpoint-twice", "checkpoints[" + i + "].number", "检查点 " + checkpoints.get(i).code() + " 出现了两次");
            }
        }
        title = content.title();
        source = content.source();
    }

    /** 修改. */
    void revise(Content content, Caller by, Instant at) {
        step(ExtensionAction.REVISE, by);
        says(content);
        noted(by, ExtensionAction.REVISE.verb(), null, at);
    }

    /**
     * 发布: from now on it never changes.
     *
     * @param earlier what each code meant in the versions the unit released before
     * @throws Refusal {@code checkpoint-code-reused}: what is counted under a code must always be the same
     */
    void publish(Map<String, Checkpoint> earlier, Caller by, Instant at) {
        var next = step(ExtensionAction.PUBLISH, by);
        for (int i = 0; i < checkpoints.size(); i++) {
            Checkpoint checkpoint = checkpoints.get(i);
            Checkpoint before = earlier.get(checkpoint.code());
            if (before != null && !before.text().equals(checkpoint.text())) {
                throw Refusal.rule("checkpoint-code-reused", "checkpoints[" + i + "].number",
                        "编号 " + checkpoint.code() + " 在以前发布的版本中是“" + before.text() + "”；内容不同的检查点请使用新编号");
            }
        }
        status = next;
        publishedAt = at.truncatedTo(ChronoUnit.MILLIS);
        noted(by, ExtensionAction.PUBLISH.verb(), checklistVersion(), at);
    }

    /** 停用. */
    void retire(Caller by, Instant at) {
        status = step(ExtensionAction.RETIRE, by);
        noted(by, ExtensionAction.RETIRE.verb(), checklistVersion(), at);
    }

    private ExtensionStatus step(ExtensionAction action, Caller by) {
        var line = ExtensionLifecycle.TABLE.permit(status, action, by);
        if (!by.unit().equals(unit())) {
            throw Refusal.rule("not-the-unit-itself", "只有本单位可以修改、发布或停用自己增加的检查点");
        }
        return line.to();
    }

    /** Whether a repeated request means this draft. */
    boolean isOf(String request, Content content) {
        return this.request.equals(request) && fingerprint.equals(Ids.fingerprint(content));
    }

    /** What walkthroughs go by, once it is released. */
    public Edition edition() {
        return new Edition(unit(), number, title, source, checkpoints);
    }

    /** What walkthroughs refer to it by, such as {@code 210100.v2}. */
    public String checklistVersion() {
        return Edition.version(unit(), number);
    }

    /** Counts the unit's versions from 1. */
    public int number() {
        return number;
    }

    public ExtensionStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The document it follows. */
    public String source() {
        return source;
    }

    /** In the order they are shown. */
    public List<Checkpoint> checkpoints() {
        return List.copyOf(checkpoints);
    }

    /** When it was released; null for a draft. */
    public @Nullable Instant publishedAt() {
        return publishedAt;
    }
}
