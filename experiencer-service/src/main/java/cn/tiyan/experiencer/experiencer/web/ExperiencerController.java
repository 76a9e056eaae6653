package cn.tiyan.experiencer.experiencer.web;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.contracts.vocabulary.Recruitment;
import cn.tiyan.experiencer.experiencer.Availability;
import cn.tiyan.experiencer.experiencer.Candidate;
import cn.tiyan.experiencer.experiencer.Experiencer;
import cn.tiyan.experiencer.experiencer.ExperiencerStatus;
import cn.tiyan.experiencer.experiencer.Experiencers;
import cn.tiyan.experiencer.experiencer.Term;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IdempotencyKey;
import cn.tiyan.platform.web.IfMatch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The roster of experiencers: recommended and appointed by offices; every answer masks who they are. */
@RestController
@RequestMapping("/api/v1/experiencers")
@Tag(name = "政务服务体验员", description = "推荐、聘任、查询与当日可否陪同")
class ExperiencerController {

    /** Printable: no control characters, no halves of characters. */
    private static final String PRINTABLE = "[^\\p{Cc}\\p{Cs}]*";
    /** Mainland mobile numbers, with or without country code, spaces or dashes between the groups. */
    private static final String MOBILE = "(?:\\+?86[ -]?)?1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}";
    private static final String ACCOUNT = "[\\x21-\\x7e]{1,64}";

    private final Experiencers experiencers;

    ExperiencerController(Experiencers experiencers) {
        this.experiencers = experiencers;
    }

    record Application(
            @NotBlank(message = "请填写推荐单位编码") @Size(max = 16, message = "单位编码不超过 16 个字符") String unit,
            @NotBlank(message = "请填写姓名") @Size(max = 60, message = "姓名不超过 60 个字") @Pattern(regexp = PRINTABLE, message = "不能含有控制字符") String name,
            @NotBlank(message = "请填写手机号码") @Pattern(regexp = MOBILE, message = "应为 11 位手机号码") String phone,
            @CitizenIdentity @Nullable String identityNumber,
            @NotNull(message = "请选择体验员类别") ExperiencerCategory category,
            @NotNull(message = "请选择年龄段") AgeBand ageBand,
            @NotBlank(message = "请填写所属领域") @Size(max = 60, message = "所属领域不超过 60 个字") @Pattern(regexp = PRINTABLE, message = "不能含有控制字符") String field,
            @NotNull(message = "请选择征集方式") Recruitment recruitment,
            @Pattern(regexp = ACCOUNT, message = "登录账号应为 1 至 64 个可见 ASCII 字符") @Nullable String account) {

        Candidate candidate() {
            String digits = phone.replaceAll("\\D", "");
            return new Candidate(Personal.of(Personal.Kind.NAME, name), Personal.of(Personal.Kind.PHONE, digits.substring(digits.length() - 11)),
                    identityNumber == null ? null : Personal.of(Personal.Kind.IDENTITY, identityNumber.toUpperCase(Locale.ROOT)),
                    category, ageBand, field, recruitment, account);
        }
    }

    record Appointment(
            @NotNull(message = "请填写任期起始日期") LocalDate termFrom,
            @NotNull(message = "请填写任期截止日期") LocalDate termTo,
            @Pattern(regexp = ACCOUNT, message = "登录账号应为 1 至 64 个可见 ASCII 字符") @Nullable String account) {
    }

    record Rejection(
            @NotBlank(message = "请说明不予聘任的理由") @Size(max = 200, message = "理由不超过 200 个字") @Pattern(regexp = PRINTABLE, message = "不能含有控制字符") String reason) {
    }

    /** An experiencer as shown: who it is stays masked. */
    record ExperiencerView(String id, String unit, String name, String phone, @Nullable String identityNumber, ExperiencerCategory category,
            AgeBand ageBand, String field, Recruitment recruitment, @Nullable String account, ExperiencerStatus status, @Nullable String rejection,
            @Nullable String certificate, @Nullable LocalDate termFrom, @Nullable LocalDate termTo, Instant createdAt, Instant changedAt, long version) {

        static ExperiencerView of(Experiencer experiencer) {
            Personal identity = experiencer.identity();
            Term term = experiencer.term();
            return new ExperiencerView(experiencer.id(), experiencer.unit(), experiencer.name().masked(), experiencer.phone().masked(),
                    identity == null ? null : identity.masked(), experiencer.category(), experiencer.ageBand(), experiencer.field(),
                    experiencer.recruitment(), experiencer.owner(), experiencer.status(), experiencer.rejection(), experiencer.certificate(),
                    term == null ? null : term.from(), term == null ? null : term.to(),
                    experiencer.createdAt(), experiencer.changedAt(), experiencer.version());
        }
    }

    /** Puts somebody forward: 201; 200 for a repeated request; 422 for somebody with a standing record anywhere in the province. */
    @PostMapping
    @Operation(summary = "推荐体验员")
    ResponseEntity<ExperiencerView> recommend(@Valid @RequestBody Application application, IdempotencyKey key, Caller caller) {
        var result = experiencers.recommend(key.id("exp", caller), application.unit, application.candidate(), caller);
        Experiencer experiencer = result.experiencer();
        var answer = result.added() ? ResponseEntity.created(URI.create("/api/v1/experiencers/" + experiencer.id())) : ResponseEntity.ok();
        return answer.eTag("\"" + experiencer.version() + "\"").body(ExperiencerView.of(experiencer));
    }

    /** Appoints for at most three years, with a certificate; whoever recommended may also appoint, but not themselves. */
    @PostMapping("/{id}/appointment")
    @Operation(summary = "聘任体验员")
    ResponseEntity<ExperiencerView> appoint(@PathVariable String id, IfMatch version, @Valid @RequestBody Appointment appointment, Caller caller) {
        Experiencer experiencer = experiencers.appoint(id, new Term(appointment.termFrom, appointment.termTo), appointment.account, version.version(), caller);
        return IfMatch.tagged(experiencer, ExperiencerView.of(experiencer));
    }

    /** Turns down, with a reason. */
    @PostMapping("/{id}/rejection")
    @Operation(summary = "不予聘任")
    ResponseEntity<ExperiencerView> reject(@PathVariable String id, IfMatch version, @Valid @RequestBody Rejection rejection, Caller caller) {
        Experiencer experiencer = experiencers.reject(id, rejection.reason, version.version(), caller);
        return IfMatch.tagged(experiencer, ExperiencerView.of(experiencer));
    }

    /** One page of those the caller may see, newest first; an experiencer sees the own record alone. */
    @GetMapping
    @Operation(summary = "查询体验员名单")
    Page<ExperiencerView> list(@RequestParam(required = false) @Nullable ExperiencerStatus status,
            @RequestParam(required = false) @Nullable ExperiencerCategory category,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "每页 1 至 200 条") @Max(value = 200, message = "每页 1 至 200 条") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return experiencers.page(status, category, limit, after, caller).map(ExperiencerView::of);
    }

    /** One experiencer. */
    @GetMapping("/{id}")
    @Operation(summary = "查看一名体验员")
    ResponseEntity<ExperiencerView> experiencer(@PathVariable String id, Caller caller) {
        Experiencer experiencer = experiencers.get(id, caller);
        return IfMatch.tagged(experiencer, ExperiencerView.of(experiencer));
    }

    /** Whether an experiencer can come along on a day: appointed for it, and not yet taken along twice. */
    @GetMapping("/{id}/availability")
    @Operation(summary = "查询体验员某日可否陪同走流程")
    Availability availability(@PathVariable String id, @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate date, Caller caller) {
        return experiencers.availability(id, date, caller);
    }
}
