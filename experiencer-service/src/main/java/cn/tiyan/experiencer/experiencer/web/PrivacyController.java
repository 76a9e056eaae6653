package cn.tiyan.experiencer.experiencer.web;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.experiencer.experiencer.CitizenIdentity;
import cn.tiyan.experiencer.experiencer.CorrectionRequest;
import cn.tiyan.experiencer.experiencer.Disclosure;
import cn.tiyan.experiencer.experiencer.Experiencer;
import cn.tiyan.experiencer.experiencer.ExperiencerStatus;
import cn.tiyan.experiencer.experiencer.PersonalField;
import cn.tiyan.experiencer.experiencer.Privacy;
import cn.tiyan.experiencer.experiencer.Tenure;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.platform.web.Line;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What experiencers may ask of the record kept of them, and who looks at it in clear. Answers with personal data are not to be stored. */
@RestController
@RequestMapping("/api/v1/experiencers")
@Tag(name = "个人信息保护", description = "查看、更正与删除体验员的个人信息；查看须说明理由并留痕")
class PrivacyController {

    private static final String MOBILE = "(?:\\+?86[ -]?)?1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}";
    private static final int DIGITS = 11;

    private final Privacy privacy;

    PrivacyController(Privacy privacy) {
        this.privacy = privacy;
    }

    /**
     * What to reveal, and why.
     *
     * @param fields which of it; all where absent
     * @param reason goes on record, and the person may read it
     */
    record Reveal(@Nullable @Size(min = 1, max = 4, message = "应为 1 至 4 项") Set<@NotNull(message = "不能为空") PersonalField> fields,
            @NotNull(message = "请说明查看理由") @Line @Size(min = 4, max = 200, message = "理由应为 4 至 200 字") String reason) {

        Set<PersonalField> wanted() {
            return fields == null ? EnumSet.allOf(PersonalField.class) : EnumSet.copyOf(fields);
        }
    }

    /** In clear what was asked for, as far as it is known. */
    record Revealed(@Nullable String name, @Nullable String phone, @Nullable String identityNumber, @Nullable String address) {

        static Revealed of(Experiencer experiencer, Set<PersonalField> fields) {
            return new Revealed(fields.contains(PersonalField.NAME) ? experiencer.name().reveal() : null,
                    fields.contains(PersonalField.PHONE) ? experiencer.phone().reveal() : null,
                    fields.contains(PersonalField.IDENTITY_NUMBER) ? clear(experiencer.identity()) : null,
                    fields.contains(PersonalField.ADDRESS) ? clear(experiencer.address()) : null);
        }
    }

    private static @Nullable String clear(@Nullable Personal data) {
        return data == null ? null : data.reveal();
    }

    private static @Nullable String masked(@Nullable Personal data) {
        return data == null ? null : data.masked();
    }

    /** A whole list. */
    record Items<T>(List<T> items) {
    }

    /** The own record, in clear, and who was shown it. */
    record OwnView(String id, String unit, String name, String phone, @Nullable String identityNumber, @Nullable String address, ExperiencerCategory category,
            AgeBand ageBand, String field, ExperiencerStatus status, String statusText, @Nullable String certificate, List<Tenure> terms,
            @Nullable OwnCorrection correctionRequest, @Nullable Instant erasureRequestedAt, List<Disclosure> disclosures, Instant createdAt, long version) {
    }

    /** A correction that the office has not decided on, in clear. */
    record OwnCorrection(@Nullable String name, @Nullable String identityNumber, String reason, Instant requestedAt) {

        static @Nullable OwnCorrection of(@Nullable CorrectionRequest request) {
            return request == null ? null : new OwnCorrection(clear(request.name()), clear(request.identity()), request.reason(), request.requestedAt());
        }
    }

    /** What one may correct oneself; what is absent stays. */
    record Contact(@Nullable @Pattern(regexp = MOBILE, message = "应为 11 位手机号码") String phone,
            @Nullable @Line @Size(max = 120, message = "联系地址不超过 120 个字") String address,
            @Nullable @Line @Size(max = 60, message = "所属领域不超过 60 个字") String field) {
    }

    /** What the office must correct, and why. */
    record Correction(@Nullable @Line @Size(max = 60, message = "姓名不超过 60 个字") String name, @Nullable @CitizenIdentity String identityNumber,
            @NotNull(message = "请说明理由") @Line String reason) {
    }

    /** Why, if the person wants to say. */
    record ErasureWish(@Nullable @Line String reason) {
    }

    /** @param opinion why it is taken over, or not */
    record CorrectionReview(@NotNull(message = "请说明是否同意") Boolean accepted, @NotNull(message = "请填写办理意见") @Line String opinion) {
    }

    /** Why, such as the person's request. */
    record Erasure(@NotNull(message = "请说明理由") @Line String reason) {
    }

    /** What somebody asks for, masked; the office compares it with the identity card. */
    record RequestView(String id, String unit, String name, ExperiencerStatus status, String statusText, @Nullable String newName, @Nullable String newIdentityNumber,
            @Nullable String reason, @Nullable Instant correctionRequestedAt, @Nullable Instant erasureRequestedAt, long version) {

        static RequestView of(Experiencer experiencer) {
            CorrectionRequest correction = experiencer.correctionRequest();
            return new RequestView(experiencer.id(), experiencer.unit(), experiencer.name().masked(), experiencer.status(), experiencer.status().chinese(),
                    correction == null ? null : masked(correction.name()), correction == null ? null : masked(correction.identity()),
                    correction == null ? null : correction.reason(), correction == null ? null : correction.requestedAt(), experiencer.erasureRequestedAt(),
                    experiencer.version());
        }
    }

    /** Personal data of one experiencer in clear, for an office clerk with a reason. No If-Match: it decides nothing on a version. */
    @PostMapping("/{id}/reveal")
    @Operation(summary = "查看体验员被遮盖的个人信息", description = "须说明理由；查看人、时间、内容项和理由记入历史，本人可以查看")
    ResponseEntity<Revealed> reveal(@PathVariable String id, @Valid @RequestBody Reveal reveal, Caller caller) {
        Set<PersonalField> fields = reveal.wanted();
        Experiencer experiencer = privacy.reveal(id, fields, reveal.reason(), caller);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Revealed.of(experiencer, fields));
    }

    /** Who was shown it, when and why, newest first, at most 200: for leaders and administrators. */
    @GetMapping("/{id}/disclosures")
    @Operation(summary = "查看个人信息的查看记录")
    Items<Disclosure> disclosures(@PathVariable String id, Caller caller) {
        return new Items<>(privacy.disclosures(id, caller));
    }

    /** The own record in clear, and who was shown it and why. */
    @GetMapping("/me")
    @Operation(summary = "体验员查看本人信息")
    ResponseEntity<OwnView> me(Caller caller) {
        return own(privacy.own(caller));
    }

    /** Corrects the own phone, address and field of work; 422 for a phone that another standing record has. */
    @PutMapping("/me")
    @Operation(summary = "体验员更正本人的手机号码、联系地址、所属领域")
    ResponseEntity<OwnView> correctContact(IfMatch version, @Valid @RequestBody Contact contact, Caller caller) {
        if (contact.phone() == null && contact.address() == null && contact.field() == null) {
            throw Refusal.malformed("(body)", "请填写要更正的内容");
        }
        String digits = contact.phone() == null ? null : contact.phone().replaceAll("\\D", "");
        return own(privacy.correctContact(digits == null ? null : Personal.of(Personal.Kind.PHONE, digits.substring(digits.length() - DIGITS)),
                contact.address() == null ? null : Personal.of(Personal.Kind.ADDRESS, contact.address()), contact.field(), version.version(), caller));
    }

    /** Asks the office to correct name or identity number. */
    @PostMapping("/me/correction-request")
    @Operation(summary = "体验员申请更正姓名或身份证号码")
    ResponseEntity<OwnView> requestCorrection(IfMatch version, @Valid @RequestBody Correction correction, Caller caller) {
        if (correction.name() == null && correction.identityNumber() == null) {
            throw Refusal.malformed("(body)", "请填写正确的姓名或身份证号码");
        }
        return own(privacy.requestCorrection(correction.name() == null ? null : Personal.of(Personal.Kind.NAME, correction.name()),
                correction.identityNumber() == null ? null : Personal.of(Personal.Kind.IDENTITY, correction.identityNumber().toUpperCase(Locale.ROOT)),
                correction.reason(), version.version(), caller));
    }

    /** Asks to be erased; the office does it once the person does not serve any more. Asked for again, it changes nothing. */
    @PostMapping("/me/erasure-request")
    @Operation(summary = "体验员申请删除本人信息")
    ResponseEntity<OwnView> requestErasure(IfMatch version, @Valid @RequestBody ErasureWish wish, Caller caller) {
        return own(privacy.requestErasure(wish.reason(), version.version(), caller));
    }

    private ResponseEntity<OwnView> own(Experiencer of) {
        var view = new OwnView(of.id(), of.unit(), of.name().reveal(), of.phone().reveal(), clear(of.identity()), clear(of.address()), of.category(),
                of.ageBand(), of.field(), of.status(), of.status().chinese(), of.certificate(), of.terms(), OwnCorrection.of(of.correctionRequest()),
                of.erasureRequestedAt(), privacy.disclosures(of), of.createdAt(), of.version());
        return ResponseEntity.ok().eTag("\"" + of.version() + "\"").cacheControl(CacheControl.noStore()).body(view);
    }

    /** Whose people ask for a correction or an erasure, newest record first. */
    @GetMapping("/privacy-requests")
    @Operation(summary = "分页查看待办理的更正与删除申请")
    Page<RequestView> requests(@RequestParam(defaultValue = "50") @Min(value = 1, message = "应为 1 至 200") @Max(value = 200, message = "应为 1 至 200") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return privacy.requests(limit, after, caller).map(RequestView::of);
    }

    /** Takes a correction over, or says why not. Nobody decides on their own. */
    @PostMapping("/{id}/correction-review")
    @Operation(summary = "办理更正申请")
    ResponseEntity<RequestView> reviewCorrection(@PathVariable String id, IfMatch version, @Valid @RequestBody CorrectionReview review, Caller caller) {
        Experiencer experiencer = privacy.reviewCorrection(id, review.accepted(), review.opinion(), version.version(), caller);
        return IfMatch.tagged(experiencer, RequestView.of(experiencer));
    }

    /** Erases the person from the record; figures and history stay. 422 while the person serves. */
    @PostMapping("/{id}/erasure")
    @Operation(summary = "删除体验员的个人信息", description = "仅限任期届满、辞任、解聘、未予聘任或撤回的；统计数字和办理历史不受影响")
    ResponseEntity<RequestView> erase(@PathVariable String id, IfMatch version, @Valid @RequestBody Erasure erasure, Caller caller) {
        Experiencer experiencer = privacy.erase(id, erasure.reason(), version.version(), caller);
        return IfMatch.tagged(experiencer, RequestView.of(experiencer));
    }
}
