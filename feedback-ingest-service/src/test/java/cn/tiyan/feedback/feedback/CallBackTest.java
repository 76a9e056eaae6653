package cn.tiyan.feedback.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.feedback.Pushes;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of a bad rating besides the issue that it leads to. */
class CallBackTest {

    private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");
    private static final List<String> PROVINCE = List.of("210000");
    private static final List<String> CITY = List.of("210000", "210100");
    private static final List<String> BUREAU = List.of("210000", "210100", "210100-HRSS");

    private final FoldingBench bench = new FoldingBench();

    private static Caller somebody(String account, List<String> line) {
        return new Caller(account, account, Set.of(Role.OFFICE_CLERK), line.getLast());
    }

    private Feedback aBadRating() {
        bench.fold(bench.service(Pushes.aService("P")));
        bench.fold(bench.rating(Pushes.aBadRating("P", 1)));
        return rating();
    }

    private Feedback rating() {
        return bench.feedback(PushKind.RATING, "P/1");
    }

    private static void call(Feedback rating, boolean contacted, @Nullable RatingVerdict verdict, List<String> line) {
        rating.calledBack(contacted, verdict, "电话13912345678", 3, line, somebody("renshe.huifang", line), NOW);
    }

    private static void review(Feedback rating, RatingVerdict verdict, String account, List<String> line) {
        rating.review(verdict, "窗口没有当日办件记录", line, somebody(account, line), NOW);
    }

    private static void refuses(String rule, ThrowingCallable command) {
        assertThatThrownBy(command).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.name()).isEqualTo(rule));
    }

    @Test
    void isDueAsSoonAsItsUnitIsKnown() {
        bench.fold(bench.rating(Pushes.aBadRating("P", 1)));
        assertThat(rating().callBackState()).isNull();
        bench.fold(bench.service(Pushes.aService("P")));
        assertThat(rating().callBackState()).isEqualTo(CallBackState.DUE);
    }

    @Test
    void isDueForBadRatingsOnly() {
        bench.fold(bench.service(Pushes.aService("P")));
        bench.fold(bench.rating(Pushes.aBadRating("P", 1).with("satisfaction", 3)));
        bench.fold(bench.rating(Pushes.aBadRating("P", 2).with("defaultRating", true)));
        assertThat(rating().callBackState()).isNull();
        assertThat(bench.feedback(PushKind.RATING, "P/2").callBackState()).as("nobody's word").isNull();
        refuses("not-a-bad-rating", () -> call(rating(), true, RatingVerdict.FACTUAL, BUREAU));
    }

    @Test
    void isNoLongerDueOnceTheSenderSaysThatItIsNotBad() {
        Feedback rating = aBadRating();
        bench.fold(bench.rating(Pushes.aBadRating("P", 1).version(9).with("satisfaction", 5)));
        assertThat(rating.callBackState()).isNull();
    }

    @Test
    void isDoneWhereTheSenderDidIt() {
        Feedback rating = aBadRating();
        bench.fold(bench.rating(Pushes.aBadRating("P", 1).version(8).with("contacted", true)));
        assertThat(rating.callBackState()).as("nothing was found").isEqualTo(CallBackState.DUE);
        bench.fold(bench.rating(Pushes.aBadRating("P", 1).version(9).with("contacted", true).with("truthfulness", "FALSE").with("reasonable", true)));
        assertThat(rating.callBackState()).isEqualTo(CallBackState.REASONABLE);
        refuses("call-back-settled", () -> call(rating, true, RatingVerdict.FACTUAL, BUREAU));
    }

    @Test
    void isOnRecordMaskedWithWhatWasFound() {
        Feedback rating = aBadRating();
        call(rating, false, null, BUREAU);
        assertThat(rating.callBackState()).isEqualTo(CallBackState.IN_VAIN);
        call(rating, true, RatingVerdict.FACTUAL, BUREAU);
        assertThat(rating.callBackState()).isEqualTo(CallBackState.FACTUAL);
        assertThat(rating.check().calls()).extracting(RatingCheck.Call::contacted).containsExactly(false, true);
        assertThat(rating.check().toString() + rating.history()).doesNotContain("13912345678");
        refuses("call-back-settled", () -> call(rating, true, RatingVerdict.REASONABLE, BUREAU));
    }

    @Test
    void needsAVerdictWhereTheCitizenWasReached() {
        refuses("verdict-missing", () -> call(aBadRating(), true, null, BUREAU));
    }

    @Test
    void restsOnRecordsAloneOnlyAfterEnoughCallsInVain() {
        Feedback rating = aBadRating();
        for (int calls = 1; calls < 3; calls++) {
            refuses("verdict-without-contact", () -> call(rating, false, RatingVerdict.FACTUAL, BUREAU));
            call(rating, false, null, BUREAU);
        }
        call(rating, false, RatingVerdict.FACTUAL, BUREAU);
        assertThat(rating.callBackState()).isEqualTo(CallBackState.FACTUAL);
    }

    @Test
    void isCalledBackSoOftenAndNoOftener() {
        Feedback rating = aBadRating();
        for (int calls = 0; calls < Feedback.MOST_CALLS; calls++) {
            call(rating, false, null, BUREAU);
        }
        refuses("too-many-call-backs", () -> call(rating, false, null, BUREAU));
    }

    @Test
    void isMaliciousOnlyIfAnotherPersonAtALevelAboveSaysSo() {
        Feedback rating = aBadRating();
        refuses("nothing-to-review", () -> review(rating, RatingVerdict.MALICIOUS, "shenyang.ban", CITY));
        call(rating, true, RatingVerdict.MALICIOUS, BUREAU);
        assertThat(rating.callBackState()).isEqualTo(CallBackState.UNDER_REVIEW);
        assertThat(rating.withdrawn()).isFalse();
        refuses("malice-reviewed-at-same-level", () -> review(rating, RatingVerdict.MALICIOUS, "renshe.lingdao", BUREAU));
        refuses("malice-reviewed-by-same-person", () -> review(rating, RatingVerdict.MALICIOUS, "renshe.huifang", CITY));
        review(rating, RatingVerdict.MALICIOUS, "shenyang.ban", CITY);
        assertThat(rating.callBackState()).isEqualTo(CallBackState.MALICIOUS);
        assertThat(rating.told().withdrawn()).isTrue();
        assertThat(rating.history()).extracting(HistoryEntry::action).endsWith("call-back-rating", "review-rating", "withdraw");
        assertThat(rating.history().getLast().by()).isEqualTo("shenyang.ban");
        refuses("nothing-to-review", () -> review(rating, RatingVerdict.FACTUAL, "sheng.ban", PROVINCE));
    }

    @Test
    void staysToBeRectifiedWhereMaliceIsNotConfirmed() {
        Feedback rating = aBadRating();
        call(rating, true, RatingVerdict.MALICIOUS, CITY);
        review(rating, RatingVerdict.REASONABLE, "sheng.ban", PROVINCE);
        assertThat(rating.callBackState()).isEqualTo(CallBackState.REASONABLE);
        assertThat(rating.told().withdrawn()).isFalse();
        assertThat(rating.history()).extracting(HistoryEntry::action).doesNotContain("withdraw");
    }

    @Test
    void isNotCalledMaliciousWhereNobodyIsAboveToConfirmIt() {
        refuses("malice-needs-level-above", () -> call(aBadRating(), true, RatingVerdict.MALICIOUS, PROVINCE));
    }

    @Test
    void isNotMaliciousByItsSendersWordAlone() {
        Feedback rating = aBadRating();
        bench.fold(bench.rating(Pushes.aBadRating("P", 1).version(9).with("contacted", true).with("malicious", true)));
        assertThat(rating.callBackState()).isEqualTo(CallBackState.UNDER_REVIEW);
        refuses("malice-reviewed-at-same-level", () -> review(rating, RatingVerdict.MALICIOUS, "renshe.lingdao", BUREAU));
        review(rating, RatingVerdict.MALICIOUS, "shenyang.ban", CITY);
        assertThat(rating.withdrawn()).isTrue();
        bench.fold(bench.rating(Pushes.aBadRating("P", 1).version(10)));
        assertThat(rating.callBackState()).as("what was reviewed stands").isEqualTo(CallBackState.MALICIOUS);
    }
}
