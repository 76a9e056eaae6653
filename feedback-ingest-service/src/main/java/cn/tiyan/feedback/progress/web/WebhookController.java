package cn.tiyan.feedback.progress.web;

import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.feedback.progress.Courier;
import cn.tiyan.feedback.progress.Origin;
import cn.tiyan.feedback.progress.Progress;
import cn.tiyan.feedback.progress.Progresses;
import cn.tiyan.feedback.progress.Stage;
import cn.tiyan.feedback.progress.Standing;
import cn.tiyan.feedback.sender.Senders;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How webhooks do, and what could not be sent to them; for operators. */
@RestController
@RequestMapping("/api/v1/feedback/webhooks")
class WebhookController {

    private static final Logger log = LoggerFactory.getLogger(WebhookController.class);

    private final Courier courier;
    private final Progresses progresses;
    private final Senders senders;
    private final Organisation organisation;

    WebhookController(Courier courier, Progresses progresses, Senders senders, Organisation organisation) {
        this.courier = courier;
        this.progresses = progresses;
        this.senders = senders;
        this.organisation = organisation;
    }

    /**
     * What was given up.
     *
     * @param feedbackId of what
     * @param revision which news of it
     * @param stage how it stands now: that is what a replay sends
     * @param tries how many failed
     * @param failure why the last one did
     */
    record DeadLetter(String feedbackId, String sender, SourceKind source, String key, int revision, @Nullable Stage stage, int tries,
            @Nullable Instant firstTriedAt, @Nullable Instant givenUpAt, @Nullable String failure) {

        static DeadLetter of(Progress progress) {
            Origin origin = progress.origin().orElseThrow();
            Standing shown = progress.shown();
            return new DeadLetter(origin.feedback(), origin.sender(), origin.source(), origin.key(), progress.revision(), shown == null ? null : shown.stage(),
                    progress.tries(), progress.firstTriedAt(), progress.givenUpAt(), progress.failure());
        }
    }

    /**
     * How many are sent again.
     *
     * @param replayed at most 500 with one request: ask again until it is less
     */
    record Replayed(int replayed) {
    }

    /** The webhooks of senders whose area the caller sees. */
    @Operation(summary = "查看进展推送情况")
    @GetMapping
    List<Courier.State> states(Caller caller) {
        caller.require(Role.OPERATOR);
        return courier.states().stream().filter(state -> senders.find(state.sender()).flatMap(sender -> organisation.find(sender.unit()))
                .filter(unit -> unit.isWithin(caller.unit())).isPresent()).toList();
    }

    /** What was given up, newest first. */
    @Operation(summary = "查询推送失败的进展")
    @GetMapping("/dead-letters")
    Page<DeadLetter> deadLetters(Caller caller, @RequestParam(required = false) @Nullable String sender,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "不能小于 1") @Max(value = 200, message = "不能大于 200") int limit,
            @RequestParam(required = false) @Nullable String after) {
        return progresses.givenUp(caller, sender, limit, after).map(DeadLetter::of);
    }

    /** Sends one again, as it now stands. */
    @Operation(summary = "重新推送一项进展")
    @PostMapping("/dead-letters/{feedbackId}/replay")
    Replayed replay(@PathVariable String feedbackId, Caller caller) {
        progresses.replay(caller, feedbackId);
        log.info("{} has the progress of {} sent again", caller.account(), feedbackId);
        return new Replayed(1);
    }

    /** Sends all again, or all of one sender. */
    @Operation(summary = "重新推送全部失败的进展", description = "一次最多 500 项")
    @PostMapping("/dead-letters/replay")
    Replayed replayAll(@RequestParam(required = false) @Nullable String sender, Caller caller) {
        int replayed = progresses.replayAll(caller, sender);
        log.info("{} has progress sent again: {} of {}", caller.account(), replayed, sender == null ? "all senders" : sender);
        return new Replayed(replayed);
    }
}
