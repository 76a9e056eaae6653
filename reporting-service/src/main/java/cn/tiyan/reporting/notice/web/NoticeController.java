package cn.tiyan.reporting.notice.web;

import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.reporting.notice.ChannelKind;
import cn.tiyan.reporting.notice.Digests;
import cn.tiyan.reporting.notice.Dispatch;
import cn.tiyan.reporting.notice.Figures;
import cn.tiyan.reporting.notice.Notice;
import cn.tiyan.reporting.notice.NoticeKind;
import cn.tiyan.reporting.notice.Notices;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Everybody's own inbox; and for OPERATOR what leaves it by other ways. */
@RestController
@RequestMapping("/api/v1/notices")
@Tag(name = "通知", description = "站内通知、每日摘要、接收方式")
class NoticeController {

    private static final String LIMIT = "应为 1 至 200";

    private final Notices notices;
    private final Digests digests;

    NoticeController(Notices notices, Digests digests) {
        this.notices = notices;
        this.digests = digests;
    }

    /**
     * A line of the inbox.
     *
     * @param link path of what it is about
     * @param figures of a digest
     */
    record NoticeView(String id, NoticeKind kind, String kindText, String title, String text, @Nullable String link, @Nullable Figures figures, Instant at, boolean read,
            @Nullable Instant readAt) {

        static NoticeView of(Notice notice) {
            return new NoticeView(notice.id(), notice.kind(), notice.kind().chinese(), notice.title(), notice.text(), notice.link(), notice.figures(), notice.at(),
                    notice.unread() == null, notice.readAt());
        }
    }

    /**
     * How much is unread.
     *
     * @param unread counted to five thousand
     */
    record Counts(int unread, Map<NoticeKind, Integer> byKind) {
    }

    /** @param until what came until then is marked as read */
    record ReadAll(@NotNull(message = "请填写时间") Instant until) {
    }

    /** @param read how many were unread */
    record ReadCount(long read) {
    }

    /**
     * A notice on its way by one channel; whom it goes to is named by account, not by address.
     *
     * @param sent whether it really left: what a channel that is not connected only records did not
     */
    record DispatchView(String id, String account, String unit, ChannelKind channel, String channelText, Dispatch.State state, String stateText, boolean sent, String subject,
            String text, int tries, @Nullable Instant nextTryAt, @Nullable String problem, Instant at, @Nullable Instant sentAt) {

        static DispatchView of(Dispatch dispatch) {
            return new DispatchView(dispatch.id(), dispatch.account(), dispatch.unit(), dispatch.channel(), dispatch.channel().chinese(), dispatch.state(),
                    dispatch.state().chinese(), dispatch.state() == Dispatch.State.SENT, dispatch.subject(), dispatch.text(), dispatch.tries(), dispatch.sendAt(),
                    dispatch.problem(), dispatch.at(), dispatch.sentAt());
        }
    }

    /**
     * The caller's inbox, newest first. Whoever opens it is told from then on, as a member of the unit their token names.
     *
     * @param unread only what is unread
     * @param limit 1 to 200
     * @param after {@code next} of the page before
     */
    @GetMapping
    @Operation(summary = "分页查看我的通知")
    Page<NoticeView> inbox(@RequestParam(defaultValue = "false") boolean unread, @RequestParam(required = false) @Nullable NoticeKind kind,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = LIMIT) @Max(value = 200, message = LIMIT) int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return notices.inbox(unread, kind, limit, after, caller).map(NoticeView::of);
    }

    /** How much is unread, by kind. */
    @GetMapping("/counts")
    @Operation(summary = "未读通知数量")
    Counts counts(Caller caller) {
        Map<NoticeKind, Integer> byKind = notices.unread(caller);
        return new Counts(byKind.values().stream().mapToInt(Integer::intValue).sum(), byKind);
    }

    /** What waits for the caller's unit now: the figures a digest would have. */
    @GetMapping("/digest")
    @Operation(summary = "查看本单位当前待办摘要")
    Figures digest(Caller caller) {
        return digests.figures(caller);
    }

    /** Marks one as read. Repeated, it changes nothing; so it needs no If-Match. */
    @PostMapping("/{id}/read")
    @Operation(summary = "标为已读")
    NoticeView read(@PathVariable String id, Caller caller) {
        return NoticeView.of(notices.read(id, caller));
    }

    /** Marks all as read that came until a time: that of the newest line the caller has seen. */
    @PostMapping("/read")
    @Operation(summary = "全部标为已读")
    ReadCount readAll(@Valid @RequestBody ReadAll body, Caller caller) {
        return new ReadCount(notices.readAll(body.until(), caller));
    }

    /** What was sent or is to be, and what is only on record because its channel is not connected here; for OPERATOR. */
    @GetMapping("/outbox")
    @Operation(summary = "查看通知发送情况（运维）", description = "未接入邮件、短信、辽事通的，仅记录、未发送")
    Page<DispatchView> outbox(@RequestParam(required = false) @Nullable ChannelKind channel, @RequestParam(required = false) Dispatch.@Nullable State state,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = LIMIT) @Max(value = 200, message = LIMIT) int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return notices.outbox(channel, state, limit, after, caller).map(DispatchView::of);
    }
}
