package cn.tiyan.feedback.open311;

import cn.tiyan.feedback.feedback.Feedback;
import cn.tiyan.feedback.feedback.FeedbackDesk;
import cn.tiyan.feedback.intake.Intake;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.feedback.progress.ProgressView;
import cn.tiyan.feedback.progress.Progresses;
import cn.tiyan.feedback.progress.Stage;
import cn.tiyan.feedback.sender.Quotas;
import cn.tiyan.feedback.sender.Sender;
import cn.tiyan.feedback.sender.Senders;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import cn.tiyan.platform.settings.Live;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What a civic app can do: see what can be reported, report it, and follow what becomes of it. */
@Service
public class Civic {

    /** How many reports one answer holds; the standard's own limit. */
    public static final int MOST = 1000;
    private static final String PREFIX = "srq";
    private static final int MARK = 12;
    private static final Set<Stage> OVER = EnumSet.of(Stage.CLOSED, Stage.ARCHIVED, Stage.REJECTED);
    /** Fields of an order, as they are called in the standard. */
    private static final Map<String, String> THEIRS = Map.of("content", "description", "title", "description", "callerName", "last_name",
            "callerPhone", "phone", "address", "address_string", "x", "long", "y", "lat", "responsibleUnit", "service_code");

    private final Live<Open311Settings> settings;
    private final Senders senders;
    private final Quotas quotas;
    private final Intake intake;
    private final FeedbackDesk feedback;
    private final Progresses progresses;
    private final Organisation organisation;
    private final PersonalCipher cipher;
    private final Clock clock;

    Civic(Live<Open311Settings> settings, Senders senders, Quotas quotas, Intake intake, FeedbackDesk feedback, Progresses progresses,
            Organisation organisation, PersonalCipher cipher, Clock clock) {
        this.settings = settings;
        this.senders = senders;
        this.quotas = quotas;
        this.intake = intake;
        this.feedback = feedback;
        this.progresses = progresses;
        this.organisation = organisation;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** Whom developers turn to. */
    public String contact() {
        return settings.get().contact();
    }

    /**
     * What can be reported.
     *
     * @param jurisdiction code of an area; null for all
     * @throws Refusal not found, if nothing is offered there
     */
    public List<CivicService> services(@Nullable String jurisdiction) {
        requireJurisdiction(jurisdiction);
        return settings.get().services().stream().filter(service -> jurisdiction == null || service.area().equals(jurisdiction)).toList();
    }

    /** @throws Refusal not found */
    public CivicService service(String code, @Nullable String jurisdiction) {
        return services(jurisdiction).stream().filter(service -> service.code().equals(code)).findFirst()
                .orElseThrow(() -> Refusal.notFound("没有这项服务：service_code " + code));
    }

    /**
     * That a report is kept.
     *
     * @param id its {@code service_request_id}
     * @param notice what whoever reported it is told
     */
    public record Reported(String id, @Nullable String notice) {
    }

    /**
     * Takes a report in; it is durable when this returns.
     *
     * @param once a repeated report of one app with the same is one report; null for one of its own
     * @throws Refusal forbidden without a good key; not found; malformed, naming the fields; too many; unavailable
     */
    public Reported report(Map<String, List<String>> form, @Nullable String once) {
        Sender app = app(form);
        String jurisdiction = first(form, "jurisdiction_id");
        String code = first(form, "service_code");
        if (code == null) {
            requireJurisdiction(jurisdiction);
            throw Refusal.malformed("service_code", "请给出 service_code");
        }
        CivicService service = service(code, jurisdiction);
        quotas.require(app, 1);
        String plain = once == null ? Ids.next(PREFIX) : Ids.derived(PREFIX, app.id() + "\n" + once);
        String id = plain + "-" + mark(plain);
        if (once != null && feedback.of(app.id(), PushKind.HOTLINE_ORDER, id).isPresent()) {
            return new Reported(id, service.notice());
        }
        byte[] order = new ReportForm(form).order(id, service, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return switch (intake.take(app, PushKind.HOTLINE_ORDER, List.of(order)).getFirst()) {
            case Intake.Receipt _ -> new Reported(id, service.notice());
            case Intake.Refused(Refusal why) -> throw theirs(why);
        };
    }

    private Sender app(Map<String, List<String>> form) {
        String key = first(form, "api_key");
        if (key == null) {
            throw Refusal.forbidden("请给出 api_key");
        }
        return senders.findByApiKey(key).orElseThrow(() -> Refusal.forbidden("api_key 无效"));
    }

    /** A refusal that names the fields as the standard does. */
    private static Refusal theirs(Refusal why) {
        return why.fieldErrors().isEmpty() ? why : Refusal.malformed(why.fieldErrors().stream()
                .map(error -> new FieldError(THEIRS.getOrDefault(error.field(), error.field()), error.message())).toList());
    }

    /**
     * One report.
     *
     * @throws Refusal not found, if no civic app reported it
     */
    public CivicRequest request(String id, @Nullable String jurisdiction) {
        requireJurisdiction(jurisdiction);
        return find(id).orElseThrow(() -> Refusal.notFound("没有这个编号的诉求：" + id));
    }

    private Optional<CivicRequest> find(String id) {
        int end = id.lastIndexOf('-');
        if (end < 0 || !id.substring(end + 1).equals(mark(id.substring(0, end)))) {
            return Optional.empty();
        }
        for (Sender app : senders.civicApps()) {
            Optional<Feedback> found = feedback.of(app.id(), PushKind.HOTLINE_ORDER, id);
            if (found.isPresent()) {
                return found.map(each -> shown(each, progresses.of(each.id()).orElse(null)));
            }
        }
        // It bears our mark: it was accepted and is on its way, or waits for an operator.
        return Optional.of(new CivicRequest(id, false, "已接收，正在登记", null, null, null, null, null, null, 0));
    }

    /**
     * Reports, newest first, at most {@value #MOST}.
     *
     * @param ids these and no others; the rest is then of no account. Null for all
     * @param codes of these services; null for all
     * @param closed only closed or only open ones; null for both
     * @throws Refusal malformed, or not found
     */
    public List<CivicRequest> requests(@Nullable String jurisdiction, @Nullable Set<String> ids, @Nullable Set<String> codes, @Nullable Boolean closed,
            @Nullable String start, @Nullable String end) {
        requireJurisdiction(jurisdiction);
        if (ids != null) {
            if (ids.size() > MOST) {
                throw Refusal.malformed("service_request_id", "一次最多查询 " + MOST + " 个编号");
            }
            return ids.stream().flatMap(id -> find(id).stream()).toList();
        }
        Period period = Period.of(start, end, clock.instant());
        List<Feedback> found = senders.civicApps().stream()
                .flatMap(app -> feedback.between(app.id(), jurisdiction == null ? app.unit() : jurisdiction, codes, period.from(), period.to(), MOST).stream())
                .sorted(Comparator.comparing(Feedback::createdAt).reversed()).limit(MOST).toList();
        Map<String, ProgressView> course = progresses.of(found.stream().map(Feedback::id).toList());
        return found.stream().map(each -> shown(each, course.get(each.id())))
                .filter(request -> closed == null || request.closed() == closed).toList();
    }

    /** How those stand now that changed within the period, oldest change first; each once. */
    public List<CivicRequest> updates(@Nullable String jurisdiction, @Nullable Set<String> ids, @Nullable String start, @Nullable String end) {
        requireJurisdiction(jurisdiction);
        Period period = Period.of(start, end, clock.instant());
        Stream<CivicRequest> changed = ids != null ? ids.stream().limit(MOST).flatMap(id -> find(id).stream())
                : senders.civicApps().stream()
                        .flatMap(app -> progresses.changed(app.id(), period.from(), period.to(), MOST).stream()
                                .filter(progress -> jurisdiction == null || feedback.of(app.id(), PushKind.HOTLINE_ORDER, progress.key())
                                        .filter(told -> told.within().contains(jurisdiction)).isPresent()))
                        .map(progress -> new CivicRequest(progress.key(), OVER.contains(progress.stage()), progress.words(), null, null, null, null, null,
                                progress.since(), progress.revision()));
        return changed.filter(request -> request.updatedAt() != null && request.revision() > 0)
                .filter(request -> ids == null || !request.updatedAt().isBefore(period.from()) && request.updatedAt().isBefore(period.to()))
                .sorted(Comparator.comparing(request -> Objects.requireNonNull(request.updatedAt()))).limit(MOST).toList();
    }

    private CivicRequest shown(Feedback told, @Nullable ProgressView progress) {
        String code = String.valueOf(told.facts().get("questionTypeCode"));
        String name = String.valueOf(told.facts().get("questionTypeName"));
        if (progress == null) {
            String agency = organisation.find(told.unit()).map(Unit::name).orElse(null);
            // What no rule raises an issue for is on record, and nobody is asked to do anything.
            return new CivicRequest(told.key(), !told.issueCalledFor(), told.issueCalledFor() ? "已登记，正在转办" : "已收悉并登记", code, name, told.text(), agency,
                    told.occurredAt(), told.changedAt(), 0);
        }
        // Why something is not taken on is for the app to fetch, not for everybody.
        return new CivicRequest(told.key(), OVER.contains(progress.stage()), progress.words(), code, name, told.text(),
                progress.unitName() != null ? progress.unitName() : organisation.find(told.unit()).map(Unit::name).orElse(null),
                told.occurredAt(), progress.since(), progress.revision());
    }

    private void requireJurisdiction(@Nullable String jurisdiction) {
        if (jurisdiction != null && settings.get().services().stream().noneMatch(service -> service.area().equals(jurisdiction))) {
            throw Refusal.notFound("没有这个地区：jurisdiction_id " + jurisdiction);
        }
    }

    private String mark(String id) {
        return cipher.mark("open311", id).substring(0, MARK);
    }

    private static @Nullable String first(Map<String, List<String>> form, String field) {
        List<String> values = form.getOrDefault(field, List.of());
        return values.isEmpty() || values.getFirst().isBlank() ? null : values.getFirst().strip();
    }
}
