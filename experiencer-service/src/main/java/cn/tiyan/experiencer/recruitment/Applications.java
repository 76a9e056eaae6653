package cn.tiyan.experiencer.recruitment;

import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.contracts.vocabulary.Recruitment;
import cn.tiyan.experiencer.experiencer.Candidate;
import cn.tiyan.experiencer.experiencer.Experiencer;
import cn.tiyan.experiencer.experiencer.Experiencers;
import cn.tiyan.experiencer.experiencer.IdentityNumber;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.settings.LiveSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Applications to open calls by people without an account, who find theirs again by its number and a code shown once. */
@Component
public class Applications {

    private final Experiencers experiencers;
    private final Campaigns campaigns;
    private final Organisation organisation;
    private final Codes codes;
    private final Live<RecruitmentPolicy> policy;

    Applications(Experiencers experiencers, Campaigns campaigns, Organisation organisation, Codes codes, LiveSettings settings) {
        this.experiencers = experiencers;
        this.campaigns = campaigns;
        this.organisation = organisation;
        this.codes = codes;
        this.policy = settings.bind("tiyan.experiencer.recruitment", RecruitmentPolicy.class);
    }

    /**
     * Who applies.
     *
     * @param identity number of the identity card: it tells the age
     * @param unit code of the unit they would like to be of; null for the call's own
     */
    public record Applicant(Personal name, Personal phone, Personal identity, ExperiencerCategory category, String field, @Nullable String unit) {
    }

    /**
     * What an applicant is told once.
     *
     * @param code by which they find the application again; kept nowhere
     * @param added false if the same request had been made before
     */
    public record Applied(String number, String code, boolean added) {
    }

    /** The settings in force. */
    public RecruitmentPolicy policy() {
        return policy.get();
    }

    /**
     * Applies to an open call.
     *
     * @param privacyNotice version of the privacy notice the person agreed to
     * @param key the request's own, so that the same request again gets the same answer; null without one
     * @throws Refusal not found; {@code privacy-notice-outdated}, {@code campaign-not-begun}, {@code campaign-over}, {@code under-age},
     *     {@code quota-full}, {@code already-recruited}
     * @throws cn.tiyan.platform.refusal.UnknownReference if the unit is none, or not one of those the call is for
     */
    public Applied apply(String campaign, Applicant applicant, String privacyNotice, @Nullable String key) {
        Campaign call = campaigns.publicly(campaign);
        requireCurrent(privacyNotice);
        Unit unit = organisation.require("unit", applicant.unit() == null ? call.unit() : applicant.unit());
        String seed = key == null ? codes.token()
                : codes.seed(campaign, key, applicant.phone().reveal(), applicant.identity().reveal(), applicant.name().reveal());
        return apply(Ids.derived("exp", seed), seed, unit, applicant, Recruitment.OPEN_CALL, call.id(), privacyNotice);
    }

    /** @throws Refusal {@code privacy-notice-outdated} */
    void requireCurrent(String privacyNotice) {
        if (!policy.get().privacyVersion().equals(privacyNotice)) {
            throw Refusal.rule("privacy-notice-outdated", "privacyNotice", "个人信息处理告知已更新，请阅读最新版本后重新提交");
        }
    }

    Applied apply(String id, String seed, Unit unit, Applicant applicant, Recruitment recruitment, @Nullable String campaign, String privacyNotice) {
        Codes.Issued issued = codes.issue(seed);
        var candidate = new Candidate(applicant.name(), applicant.phone(), applicant.identity(), applicant.category(),
                IdentityNumber.ageBand(applicant.identity().reveal(), campaigns.today()), applicant.field(), recruitment, null, campaign);
        boolean added = experiencers.apply(id, unit, candidate, codes.receipt(issued, privacyNotice)).added();
        return new Applied(issued.number(), issued.code(), added);
    }

    /** @throws Refusal not found, the same for a wrong number and a wrong code */
    public Experiencer find(String number, String code) {
        return experiencers.application(number)
                .filter(found -> found.receipt() != null && codes.matches(found.receipt(), code))
                .orElseThrow(() -> Refusal.notFound("没有这个申请，或查询码有误"));
    }

    /**
     * 撤回申请.
     *
     * @throws Refusal not found; {@code illegal-transition}, once appointed or turned down
     */
    public Experiencer withdraw(String number, String code, @Nullable String reason) {
        return experiencers.withdraw(find(number, code).id(), reason);
    }
}
