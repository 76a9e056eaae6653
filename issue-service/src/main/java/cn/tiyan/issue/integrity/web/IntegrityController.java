package cn.tiyan.issue.integrity.web;

import cn.tiyan.issue.integrity.IntegrityCheck;
import cn.tiyan.issue.integrity.IntegrityChecks;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.web.IdempotencyKey;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Checking the histories of all issues, for operators and administrators. */
@RestController
@RequestMapping("/api/v1/issues/integrity-checks")
class IntegrityController {

    private final IntegrityChecks checks;

    IntegrityController(IntegrityChecks checks) {
        this.checks = checks;
    }

    /**
     * How far a check has come, and what it found.
     *
     * @param checked issues looked at so far
     * @param broken the first hundred whose history is not as it was written
     * @param brokenCount how many there are
     * @param finishedAt absent while it runs
     */
    record Progress(String id, Instant startedAt, long checked, List<BrokenIssue> broken, long brokenCount, @Nullable Instant finishedAt) {

        /** An issue by id and number. */
        record BrokenIssue(String id, String number) {
        }

        static Progress of(IntegrityCheck check) {
            return new Progress(check.id(), check.createdAt(), check.checked(),
                    check.broken().stream().map(broken -> new BrokenIssue(broken.issue(), broken.number())).toList(), check.brokenCount(), check.finishedAt());
        }
    }

    /** Starts a check: 202, with its address in Location. Where one runs already, it is that one's. */
    @PostMapping
    @Operation(summary = "开始校验全部办理历史")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Progress> start(Caller caller, IdempotencyKey key) {
        permitted(caller);
        IntegrityCheck check = checks.start(key.id(IntegrityCheck.PREFIX, caller), caller);
        return ResponseEntity.accepted().location(URI.create("/api/v1/issues/integrity-checks/" + check.id())).body(Progress.of(check));
    }

    /** How far it has come. */
    @GetMapping("/{checkId}")
    @Operation(summary = "校验进度与结果")
    Progress get(@PathVariable String checkId, Caller caller) {
        permitted(caller);
        return Progress.of(checks.get(checkId));
    }

    private static void permitted(Caller caller) {
        caller.require(Role.OPERATOR, Role.ADMIN);
    }
}
