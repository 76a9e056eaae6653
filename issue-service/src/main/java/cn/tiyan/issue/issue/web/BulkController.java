package cn.tiyan.issue.issue.web;

import cn.tiyan.issue.issue.Issue;
import cn.tiyan.issue.issue.Issues;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.trace.Trace;
import cn.tiyan.platform.web.Problems;
import com.mongodb.MongoException;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The same step for many issues: each is a command of its own, and one that is refused stops no other. The answer says of each, in
 * the order they were named, what became of it; it is 200 also where none went through. What is wrong for all of them, such as the
 * role or a unit that does not exist, refuses the whole.
 */
@RestController
@RequestMapping("/api/v1/issues/bulk")
class BulkController {

    private static final int AT_ONCE = 8;

    private final Issues issues;
    private final IssueChanges changes;

    BulkController(Issues issues, IssueChanges changes) {
        this.issues = issues;
        this.changes = changes;
    }

    /**
     * What became of one issue.
     *
     * @param status what the command alone would have been answered with
     * @param version the new one, where it went through
     * @param problem why it did not
     */
    record Outcome(String id, int status, @Nullable Long version, @Nullable ProblemDetail problem) {
    }

    /** 批量研判. */
    @PostMapping("/triage")
    @Operation(summary = "批量研判")
    List<Outcome> triage(Caller caller, @Valid @RequestBody Commands.BulkTriage body) {
        caller.require(Role.OFFICE_CLERK);
        var found = new Issue.Assessment(body.difficulty(), body.dimension(), Commands.Item.ref(body.serviceItem()), body.stage(), body.cause());
        return each(body.items(), caller, (issue, by, now) -> issue.triage(found, body.note(), by, now));
    }

    /** 批量派单. */
    @PostMapping("/dispatch")
    @Operation(summary = "批量派单")
    List<Outcome> dispatch(Caller caller, @Valid @RequestBody Commands.BulkDispatch body) {
        caller.require(Role.OFFICE_CLERK);
        Unit to = changes.unit("handlingUnit", body.handlingUnit());
        return each(body.items(), caller, (issue, by, now) -> issue.dispatch(to, body.clerk(), body.note(), by, now));
    }

    /** Some at once; an issue that is named twice is dealt with in the order of its names, and is stale the second time. */
    private List<Outcome> each(List<Commands.Chosen> chosen, Caller caller, Issues.Command command) {
        var outcomes = new Outcome[chosen.size()];
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (int place = 0; place < chosen.size(); place++) {
            places.computeIfAbsent(chosen.get(place).id(), id -> new ArrayList<>()).add(place);
        }
        String trace = Trace.current();
        List<Callable<Void>> tasks = places.values().stream().<Callable<Void>>map(same -> () -> {
            Trace.in(trace, () -> same.forEach(place -> outcomes[place] = outcome(chosen.get(place), caller, command)));
            return null;
        }).toList();
        try (ExecutorService workers = Executors.newFixedThreadPool(Math.min(AT_ONCE, tasks.size()), Thread.ofVirtual().factory())) {
            for (var done : workers.invokeAll(tasks)) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.unavailable("shutting-down", "服务正在重启，请刷新后查看哪些已经处理");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
        return Arrays.asList(outcomes);
    }

    private Outcome outcome(Commands.Chosen chosen, Caller caller, Issues.Command command) {
        try {
            return new Outcome(chosen.id(), 200, issues.command(chosen.id(), caller, chosen.version(), command, Issue::version), null);
        } catch (Refusal refusal) {
            return refused(chosen, refusal);
        } catch (UnknownReference unknown) {
            return refused(chosen, Refusal.rule("unknown-reference", unknown.field(), unknown.getMessage()));
        } catch (DataAccessException | MongoException outage) {
            return refused(chosen, Refusal.unavailable("storage-unavailable", "系统存储暂时无法访问，请稍后重试"));
        }
    }

    private static Outcome refused(Commands.Chosen chosen, Refusal refusal) {
        return new Outcome(chosen.id(), refusal.kind().status(), null, Problems.of(refusal, "/api/v1/issues/" + chosen.id()));
    }
}
