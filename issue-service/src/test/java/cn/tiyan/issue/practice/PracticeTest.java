package cn.tiyan.issue.practice;

import static cn.tiyan.issue.practice.Inventors.DALIAN;
import static cn.tiyan.issue.practice.Inventors.DALIAN_CLERK;
import static cn.tiyan.issue.practice.Inventors.DALIAN_HRSS;
import static cn.tiyan.issue.practice.Inventors.DALIAN_OFFICE;
import static cn.tiyan.issue.practice.Inventors.NOW;
import static cn.tiyan.issue.practice.Inventors.PROVINCE;
import static cn.tiyan.issue.practice.Inventors.PROVINCE_OFFICE;
import static cn.tiyan.issue.practice.Inventors.SHENYANG;
import static cn.tiyan.issue.practice.Inventors.SHENYANG_CLERK;
import static cn.tiyan.issue.practice.Inventors.SHENYANG_HRSS;
import static cn.tiyan.issue.practice.Inventors.SHENYANG_OFFICE;
import static cn.tiyan.issue.practice.Inventors.aPracticeIn;
import static cn.tiyan.issue.practice.Inventors.clerk;
import static cn.tiyan.issue.practice.Inventors.content;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Role;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PracticeTest {

    @Test
    void isReturnedToldBetterAcceptedAndPromoted() {
        Practice practice = aPracticeIn(PracticeStatus.RETURNED);
        practice.resubmit(content("参保登记“零材料”（附数据）"), SHENYANG_CLERK, NOW);
        assertThat(practice.review()).as("the old word was on the old text").isNull();
        practice.accept("数据属实", SHENYANG_OFFICE, NOW);
        practice.promote(List.of(DALIAN), "结合本地实际", PROVINCE_OFFICE, NOW);
        practice.promote(List.of(SHENYANG), null, SHENYANG_OFFICE, NOW);
        assertThat(practice.status()).isEqualTo(PracticeStatus.PROMOTED);
        assertThat(practice.promotedTo()).containsExactly("210200", "210100");
        assertThat(practice.promotions()).hasSize(2);
        assertThat(practice.history()).extracting(HistoryEntry::action)
                .containsExactly("submit", "return", "resubmit", "accept", "promote", "promote");
        assertThat(practice.historyIntact()).isTrue();
    }

    @Test
    void isNeverReviewedByItsOwnUnit_reviewerNotAbove() {
        Practice practice = aPracticeIn(PracticeStatus.SUBMITTED);
        var own = clerk("shenyang.renshe.ban", "210100-HRSS", Role.OFFICE_CLERK);
        refuses("reviewer-not-above", () -> practice.accept(null, own, NOW));
        refuses("reviewer-not-above", () -> practice.sendBack("不行", own, NOW));
        refuses("reviewer-not-above", () -> practice.accept(null, DALIAN_OFFICE, NOW));
        assertThat(practice.actions(own, SHENYANG_HRSS.within())).isEmpty();
        assertThat(practice.actions(PROVINCE_OFFICE, PROVINCE.within())).containsExactly(PracticeAction.ACCEPT, PracticeAction.RETURN);
    }

    @Test
    void isNeverReviewedByWhoSubmittedItEvenFromAbove_reviewerIsSubmitter() {
        var moved = clerk(SHENYANG_CLERK.account(), "210100", Role.OFFICE_CLERK);
        refuses("reviewer-is-submitter", () -> aPracticeIn(PracticeStatus.SUBMITTED).accept(null, moved, NOW));
    }

    @Test
    void isNotSubmittedWhereNobodyCouldReviewIt_noOfficeAbove() {
        refuses("no-office-above", () -> Practice.submit("prc_1", content("省级做法"), PROVINCE, PROVINCE_OFFICE, NOW));
    }

    @Test
    void isToldBetterByItsOwnUnitAlone_notTheUnitItself() {
        refuses("not-the-unit-itself", () -> aPracticeIn(PracticeStatus.RETURNED).resubmit(content("我来改"), SHENYANG_OFFICE, NOW));
    }

    @Test
    void isPromotedWithinTheOfficesOwnSubtree_promotionOutsideSubtree() {
        refuses("promotion-outside-subtree", () -> aPracticeIn(PracticeStatus.ACCEPTED).promote(List.of(SHENYANG, DALIAN), null,
                SHENYANG_OFFICE, NOW));
        Practice practice = aPracticeIn(PracticeStatus.ACCEPTED);
        practice.promote(List.of(SHENYANG), null, SHENYANG_OFFICE, NOW);
        assertThat(practice.promotedTo()).containsExactly("210100");
    }

    @Test
    void isPromotedByOfficesOfItsOwnLine_promoterNotOfItsLine() {
        refuses("promoter-not-of-its-line", () -> aPracticeIn(PracticeStatus.PROMOTED).promote(List.of(DALIAN_HRSS), null, DALIAN_OFFICE,
                NOW));
    }

    @Test
    void refusesMoreUnitsThanAnybodyMeans_tooManyUnits() {
        List<Unit> many = IntStream.rangeClosed(0, Practice.MOST_TARGETS)
                .mapToObj(i -> Inventors.unit("2101%02d-D%d".formatted(i % 100, i), UnitKind.DEPARTMENT, "210000")).toList();
        refuses("too-many-units", () -> aPracticeIn(PracticeStatus.ACCEPTED).promote(many, null, PROVINCE_OFFICE, NOW));
    }

    @Test
    void isSeenByThoseItIsRecommendedTo() {
        Practice practice = aPracticeIn(PracticeStatus.ACCEPTED);
        assertThat(practice.within()).containsExactly("210000", "210100", "210100-HRSS");
        practice.promote(List.of(DALIAN_HRSS), null, PROVINCE_OFFICE, NOW);
        assertThat(practice.within()).as("and by the offices above them").containsExactly("210000", "210100", "210100-HRSS", "210200",
                "210200-HRSS");
    }

    @Test
    void isAdoptedByUnitsItIsRecommendedTo_notPromotedToUnit() {
        Practice practice = aPracticeIn(PracticeStatus.PROMOTED);
        Adoption adoption = Adoption.of(practice, DALIAN_HRSS, "下月起实行", DALIAN_CLERK, NOW);
        assertThat(adoption.unit()).isEqualTo("210200-HRSS");
        assertThat(adoption.within()).containsExactly("210000", "210200", "210200-HRSS", "210100", "210100-HRSS");
        var anshan = clerk("anshan", "210300", Role.OFFICE_CLERK);
        refuses("not-promoted-to-unit", () -> Adoption.of(practice, Inventors.unit("210300", UnitKind.CITY, "210000"), null, anshan, NOW));
        refuses("illegal-transition", () -> Adoption.of(aPracticeIn(PracticeStatus.ACCEPTED), DALIAN_HRSS, null, DALIAN_CLERK, NOW));
    }

    @Test
    void isNotAdoptedByItsOwnUnit_ownPractice() {
        Practice practice = aPracticeIn(PracticeStatus.PROMOTED);
        practice.promote(List.of(PROVINCE), null, PROVINCE_OFFICE, NOW);
        refuses("own-practice", () -> Adoption.of(practice, SHENYANG_HRSS, null, SHENYANG_CLERK, NOW));
    }

    @Test
    void hearsOfItsEffectFromTheAdoptingUnitAlone_notTheUnitItself() {
        Adoption adoption = Adoption.of(aPracticeIn(PracticeStatus.PROMOTED), DALIAN_HRSS, null, DALIAN_CLERK, NOW);
        refuses("not-the-unit-itself", () -> adoption.report("很好", DALIAN_OFFICE, NOW));
        assertThat(adoption.reportableBy(DALIAN_OFFICE)).isFalse();
        adoption.report("少收 2 份材料，联系13912345678", DALIAN_CLERK, NOW);
        assertThat(adoption.effect()).contains("少收 2 份材料").doesNotContain("13912345678");
    }

    @ParameterizedTest
    @EnumSource(PracticeStatus.class)
    void allowsWhatItsLifecycleAllows_illegalTransition(PracticeStatus status) {
        assertThat(aPracticeIn(status).status()).isEqualTo(status);
        if (status != PracticeStatus.SUBMITTED) {
            refuses("illegal-transition", () -> aPracticeIn(status).accept(null, SHENYANG_OFFICE, NOW));
            refuses("illegal-transition", () -> aPracticeIn(status).sendBack("不行", SHENYANG_OFFICE, NOW));
        }
        if (status != PracticeStatus.RETURNED) {
            refuses("illegal-transition", () -> aPracticeIn(status).resubmit(content("再报"), SHENYANG_CLERK, NOW));
        }
        if (status == PracticeStatus.SUBMITTED || status == PracticeStatus.RETURNED) {
            refuses("illegal-transition", () -> aPracticeIn(status).promote(List.of(DALIAN), null, PROVINCE_OFFICE, NOW));
        }
    }

    @Test
    void keepsPersonalDataToItself() {
        Content content = content("请找13912345678");
        assertThat(content.title()).doesNotContain("13912345678");
        assertThat(content.fingerprint()).isEqualTo(content("请找13912345678").fingerprint()).isNotEqualTo(content("别的").fingerprint());
        var item = new ServiceItemRef("112101000001234567001", "王小明 13912345678");
        assertThat(new Content("t", "p", "m", "e", item, null, List.of(), null).serviceItem().name()).isEqualTo("王小明 139****5678");
    }

    @Test
    void isPromotedNoMoreThanSoOften_tooManyEntries() {
        Practice practice = aPracticeIn(PracticeStatus.PROMOTED);
        for (int i = 1; i < Practice.MOST_PROMOTIONS; i++) {
            practice.promote(List.of(DALIAN), null, PROVINCE_OFFICE, NOW);
        }
        refuses("too-many-entries", () -> practice.promote(List.of(DALIAN), null, PROVINCE_OFFICE, NOW));
    }

    @Test
    void isToldFromAnotherThatReadsLikeIt() {
        var one = new Content("t", "y, method=z", "w", "e", null, null, List.of(), null);
        var other = new Content("t", "y", "z, method=w", "e", null, null, List.of(), null);
        assertThat(one).hasToString(other.toString());
        assertThat(one.fingerprint()).isNotEqualTo(other.fingerprint());
    }

    private static void refuses(String rule, ThrowingCallable command) {
        assertThatThrownBy(command).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.name()).isEqualTo(rule));
    }
}
