package cn.tiyan.issue.issue;

import static cn.tiyan.issue.issue.People.NOW;
import static cn.tiyan.issue.issue.People.OFFICE;
import static cn.tiyan.issue.issue.People.PROVINCE_OFFICE;
import static cn.tiyan.issue.issue.People.anIssue;
import static cn.tiyan.issue.issue.People.anIssueIn;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.vocabulary.RatingOrigin;
import cn.tiyan.platform.aggregate.HistoryEntry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the citizen does meanwhile: withdraws, presses, is asked back. */
class CitizenTest {

    private static final Withdrawal WITHDRAWN = new Withdrawal(NOW.at(), "窗口已补办，电话13912345678", null);

    private static HotlineCallBack answer(Boolean contacted, Boolean solved, Integer satisfaction, boolean staffEntered) {
        return new HotlineCallBack(NOW.at().plusSeconds(3600), contacted, solved, satisfaction, staffEntered);
    }

    private static void calledBack(Issue issue, HotlineCallBack said) {
        issue.calledBack(issue.source().id(), said, NOW);
    }

    @Test
    void isOutOfScopeWhenItIsWithdrawnBeforeAnybodyHasBegun() {
        Issue issue = anIssue();
        issue.withdraw(issue.source().id(), WITHDRAWN, NOW);
        assertThat(issue.status()).isEqualTo(Status.REJECTED);
        assertThat(issue.dismissal().reason()).startsWith("诉求人已撤诉").doesNotContain("13912345678");
        assertThat(issue.deadline()).isEmpty();

        issue.takeBackWithdrawal(issue.source().id(), NOW);
        assertThat(issue.status()).isEqualTo(Status.REGISTERED);
        assertThat(issue.withdrawal()).isNull();
        assertThat(issue.dismissal()).isNull();
        assertThat(issue.deadline()).isPresent();
        assertThat(issue.historyIntact()).isTrue();
    }

    @Test
    void isOutOfScopeWhenItsRatingTurnsOutToBeMalicious() {
        Issue issue = anIssue();
        issue.withdraw(issue.source().id(), new Withdrawal(NOW.at(), "当日没有办件记录", true), NOW);
        assertThat(issue.status()).isEqualTo(Status.REJECTED);
        assertThat(issue.dismissal().reason()).isEqualTo("差评经复核认定为恶意：当日没有办件记录");
        assertThat(issue.withdrawal().malicious()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(value = Status.class, mode = EnumSource.Mode.EXCLUDE, names = "REGISTERED")
    void leavesTheDecisionToAnOfficialOnceSomebodyHasBegun(Status status) {
        Issue issue = anIssueIn(status);
        long events = issue.sequence();
        issue.withdraw(issue.source().id(), WITHDRAWN, NOW);
        assertThat(issue.status()).isEqualTo(status);
        assertThat(issue.withdrawal()).isNotNull();
        assertThat(issue.history().getLast().note()).contains("撤诉", "窗口已补办").doesNotContain("13912345678");
        issue.takeBackWithdrawal(issue.source().id(), NOW);
        assertThat(issue.status()).isEqualTo(status);
        assertThat(issue.withdrawal()).isNull();
        assertThat(issue.sequence()).isEqualTo(events);
    }

    @Test
    void leavesTheDecisionToAnOfficialWhereSomebodyPressesOrOnceReconsidered() {
        Issue pressed = anIssue();
        pressed.supervise("限期办结", 3, List.of(), PROVINCE_OFFICE, NOW);
        pressed.withdraw(pressed.source().id(), WITHDRAWN, NOW);
        assertThat(pressed.status()).isEqualTo(Status.REGISTERED);

        Issue reconsidered = anIssueIn(Status.REJECTED);
        reconsidered.reconsider("补充了材料", OFFICE, NOW);
        reconsidered.withdraw(reconsidered.source().id(), WITHDRAWN, NOW);
        assertThat(reconsidered.status()).isEqualTo(Status.REGISTERED);
    }

    @Test
    void staysWithdrawnForAllTheOthersWhenOneThatWasMergedIntoItIs() {
        Issue issue = anIssue();
        issue.withdraw("fbk_another", WITHDRAWN, NOW);
        assertThat(issue.status()).isEqualTo(Status.REGISTERED);
        assertThat(issue.withdrawal()).isNull();
        assertThat(issue.history().getLast().action()).isEqualTo("withdraw");
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void countsHowOftenItIsPressedForAndKeepsItsDeadline(Status status) {
        Issue issue = anIssueIn(status);
        var before = issue.deadline();
        issue.urge(issue.source().id(), 1, null, NOW);
        issue.urge(issue.source().id(), 3, "还没人联系", NOW);
        issue.urge("fbk_merged_into_it", 2, null, NOW);
        assertThat(issue.urges()).isEqualTo(5);
        assertThat(issue.status()).isEqualTo(status);
        assertThat(issue.deadline()).isEqualTo(before);
    }

    @Test
    void isRatedByTheHotlinesCallBackWhenItWaitsForARating() {
        Issue issue = anIssueIn(Status.VERIFIED);
        calledBack(issue, answer(true, true, 4, false));
        assertThat(issue.status()).isEqualTo(Status.RATED);
        assertThat(issue.ratings()).singleElement().satisfies(rating -> {
            assertThat(rating.origin()).isEqualTo(RatingOrigin.CALL_BACK);
            assertThat(rating.originText()).isEqualTo("热线回访");
            assertThat(rating.by()).isEqualTo("hotline");
        });
    }

    @Test
    void isReopenedByADissatisfiedCallBack() {
        Issue issue = anIssueIn(Status.VERIFIED);
        calledBack(issue, answer(true, false, 1, false));
        assertThat(issue.status()).isEqualTo(Status.RECTIFYING);
        assertThat(issue.reopenings()).isEqualTo(1);
        assertThat(issue.history()).extracting(HistoryEntry::action).endsWith("rate", "reopen");
    }

    @Test
    void isNotRatedInAnybodysPlaceNorByWhatWasSaidBeforeItWasRectified() {
        for (HotlineCallBack said : List.of(answer(true, true, 5, true), answer(false, true, 5, false), answer(true, null, 5, false),
                answer(true, true, null, false), new HotlineCallBack(NOW.at().minus(Duration.ofDays(1)), true, true, 5, false))) {
            Issue issue = anIssueIn(Status.VERIFIED);
            calledBack(issue, said);
            assertThat(issue.status()).as(said.toString()).isEqualTo(Status.VERIFIED);
            assertThat(issue.ratings()).isEmpty();
            assertThat(issue.hotlineCallBack()).isEqualTo(said);
            assertThat(issue.history().getLast().action()).isEqualTo("hotline-call-back");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Status.class, mode = EnumSource.Mode.EXCLUDE, names = "VERIFIED")
    void notesACallBackWhereNoRatingIsAwaited(Status status) {
        Issue issue = anIssueIn(status);
        int ratings = issue.ratings().size();
        calledBack(issue, answer(true, false, 1, false));
        assertThat(issue.status()).isEqualTo(status);
        assertThat(issue.ratings()).hasSize(ratings);
        assertThat(issue.history().getLast().note()).isEqualTo("已联系上，未解决，1 分");
    }
}
