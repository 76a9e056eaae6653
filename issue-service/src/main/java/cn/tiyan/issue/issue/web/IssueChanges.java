package cn.tiyan.issue.issue.web;

import cn.tiyan.issue.issue.Issue;
import cn.tiyan.issue.issue.Issues;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IfMatch;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What the controllers of issues share: a change is one command, answered with the issue as it now is. */
@Component
class IssueChanges {

    private final Issues issues;
    private final Organisation organisation;

    IssueChanges(Issues issues, Organisation organisation) {
        this.issues = issues;
        this.organisation = organisation;
    }

    ResponseEntity<IssueView> change(String id, Caller caller, IfMatch version, Issues.Command command) {
        return issues.command(id, caller, version.version(), command, issue -> answer(issue, caller));
    }

    ResponseEntity<IssueView> answer(Issue issue, Caller caller) {
        return IfMatch.tagged(issue, IssueView.of(issue, issues.acting(caller), issues.now().at()));
    }

    Unit unit(String field, String code) {
        return organisation.require(field, code);
    }

    List<Unit> units(String field, @Nullable List<String> codes) {
        return codes == null ? List.of() : codes.stream().distinct().map(code -> organisation.require(field, code)).toList();
    }
}
