package cn.tiyan.walkthrough.authenticity;

import static cn.tiyan.walkthrough.authenticity.Noticed.NINE;
import static cn.tiyan.walkthrough.authenticity.Noticed.POLICY;
import static cn.tiyan.walkthrough.authenticity.Noticed.honest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.testkit.Persona;
import cn.tiyan.walkthrough.authenticity.Known.Copy;
import cn.tiyan.walkthrough.authenticity.Noticed.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AuthenticityReviewTest {

    private static final Actor SERVICE = Actor.service("walkthrough-service");
    private static final Caller WALKER = Persona.SHENYANG_WALKER.caller();
    private static final Caller OFFICE = Persona.SHENYANG_OFFICE.caller();
    private static final Told COPY = Told.nothing().nearest(new Copy("wlk_two", 0.9, "一句"));
    private static final Told COPY_AND_COMPLAINTS = COPY.complaints(9);
    private static final Instant NOON = NINE.plusSeconds(3 * 3600);
    private static final Instant LATER = NOON.plus(Duration.ofDays(6));

    private static AuthenticityReview review(Noticed walkthrough, Known known) {
        return AuthenticityReview.of(walkthrough.walked(), Reviews.finds(walkthrough.walked(), known, POLICY), SERVICE, NOON);
    }

    private static boolean again(AuthenticityReview review, Noticed walkthrough, Known known) {
        return review.lookedAgain(walkthrough.walked(), Reviews.finds(walkthrough.walked(), known, POLICY), SERVICE, LATER);
    }

    private static void refuses(String rule, ThrowingCallable command) {
        assertThatThrownBy(command).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.name()).isEqualTo(rule));
    }

    @Test
    void isClearWhereNothingButAnAnnouncementIsToBeSaid() {
        AuthenticityReview review = review(honest().told(), Told.nothing());
        assertThat(review.status()).isEqualTo(ReviewStatus.CLEAR);
        assertThat(review.signals()).isEmpty();
        assertThat(review.circumstances()).singleElement().satisfies(one -> assertThat(one.kind()).isEqualTo(SignalKind.ANNOUNCED));
    }

    @Test
    void goesFromSignalToAnswerToConclusionToReturn() {
        AuthenticityReview review = review(honest(), COPY);
        String signal = review.signals().getFirst().id();
        assertThat(review.status()).isEqualTo(ReviewStatus.ANSWER_AWAITED);
        review.answer(signal, "同一天与同事一起走的，请联系13812345678", WALKER, NOON);
        assertThat(review.status()).isEqualTo(ReviewStatus.CONCLUSION_AWAITED);
        assertThat(review.signals().getFirst().answer()).isNotNull().satisfies(answer -> assertThat(answer.text()).contains("138****5678"));
        review.conclude(signal, Verdict.CONFIRMED, "同事否认同行", 5, OFFICE, NOON);
        assertThat(review.status()).isEqualTo(ReviewStatus.CONCLUDED);
        assertThat(review.mayReturn(OFFICE)).isTrue();
        review.sendBack("请重新走一遍", OFFICE, NOON);
        assertThat(review.status()).isEqualTo(ReviewStatus.RETURNED);
        assertThat(review.history()).extracting(entry -> entry.action()).containsExactly("look", "answer", "confirm", "return");
        assertThat(review.historyIntact()).isTrue();
        assertThat(review.history().toString()).doesNotContain("13812345678");
        refuses("already-returned", () -> review.sendBack("再退", OFFICE, NOON));
    }

    @Test
    void hearsTheWalkerOnce() {
        AuthenticityReview review = review(honest(), COPY);
        String signal = review.signals().getFirst().id();
        review.answer(signal, "说明", WALKER, NOON);
        refuses("illegal-transition", () -> review.answer(signal, "再说明", WALKER, NOON));
        refuses("not-found", () -> review.answer("sig_none", "说明", WALKER, NOON));
    }

    @Test
    void refusesAnAnswerOfSomebodyElse() {
        AuthenticityReview review = review(honest(), COPY);
        String signal = review.signals().getFirst().id();
        refuses("not-the-walker", () -> review.answer(signal, "替他说明", new Caller("another", "同事", Set.of(Role.WALKER), "210100-HRSS"), NOON));
        refuses("forbidden", () -> review.answer(signal, "替他说明", OFFICE, NOON));
        assertThat(review.signals().getFirst().answer()).isNull();
    }

    @Test
    void refusesReviewersWhoAreTheWalkerOrNotAbove() {
        AuthenticityReview review = review(honest(), COPY);
        String signal = review.signals().getFirst().id();
        refuses("reviewer-is-walker", () -> review.conclude(signal, Verdict.UNFOUNDED, "没有", 5,
                new Caller(Noticed.WALKER, "自己", Set.of(Role.OFFICE_CLERK), "210100"), NOON));
        refuses("reviewer-not-above", () -> review.conclude(signal, Verdict.UNFOUNDED, "没有", 5,
                new Caller("clerk", "本单位", Set.of(Role.OFFICE_CLERK), "210100-HRSS"), NOON));
        refuses("reviewer-not-above", () -> review.conclude(signal, Verdict.UNFOUNDED, "没有", 5, Persona.DALIAN_OFFICE.caller(), NOON));
        refuses("forbidden", () -> review.conclude(signal, Verdict.UNFOUNDED, "没有", 5, Persona.SHENYANG_VERIFIER.caller(), NOON));
    }

    @Test
    void refusesToConfirmBeforeTheWalkerIsHeardOrHasLetTheTimePass() {
        AuthenticityReview review = review(honest(), COPY);
        String signal = review.signals().getFirst().id();
        refuses("walker-not-heard", () -> review.conclude(signal, Verdict.CONFIRMED, "明显", 5, OFFICE, NOON.plus(Duration.ofDays(5)).minusSeconds(1)));
        refuses("illegal-transition", () -> review.conclude(signal, Verdict.EXPLAINED, "无说明", 5, OFFICE, LATER));
        review.conclude(signal, Verdict.CONFIRMED, "逾期未说明", 5, OFFICE, NOON.plus(Duration.ofDays(5)));
        assertThat(review.signals().getFirst().status()).isEqualTo(SignalStatus.CONFIRMED);
        refuses("illegal-transition", () -> review.conclude(signal, Verdict.UNFOUNDED, "改主意", 5, OFFICE, LATER));
    }

    @Test
    void refusesAReturnForWhatIsNotConcludedOrNotConfirmed() {
        AuthenticityReview review = review(honest().finding(), COPY_AND_COMPLAINTS);
        assertThat(review.signals()).hasSize(2);
        String first = review.signals().get(0).id();
        review.conclude(review.signals().get(1).id(), Verdict.UNFOUNDED, "误报", 5, OFFICE, NOON);
        refuses("not-all-concluded", () -> review.sendBack("退回", OFFICE, NOON));
        review.conclude(first, Verdict.UNFOUNDED, "误报", 5, OFFICE, NOON);
        refuses("nothing-confirmed", () -> review.sendBack("退回", OFFICE, NOON));
        assertThat(review.mayReturn(OFFICE)).isFalse();
        refuses("forbidden", () -> review.sendBack("退回", Persona.PROVINCE_LEADER.caller(), NOON));
    }

    @Test
    void keepsWhatWasSaidWhenItIsLookedAtAgain() {
        AuthenticityReview review = review(honest().finding(), COPY_AND_COMPLAINTS);
        String copy = review.signals().get(0).id();
        review.answer(copy, "说明", WALKER, NOON);
        assertThat(again(review, honest().finding(), COPY_AND_COMPLAINTS)).as("nothing is different").isFalse();
        assertThat(again(review, honest().finding(), COPY)).as("the complaints are gone").isTrue();
        assertThat(review.signals().get(1).status()).isEqualTo(SignalStatus.LAPSED);
        assertThat(review.signals().get(0).answer()).isNotNull();
        assertThat(review.status()).isEqualTo(ReviewStatus.CONCLUSION_AWAITED);
        assertThat(again(review, honest().finding(), COPY_AND_COMPLAINTS)).as("and are back").isTrue();
        assertThat(review.signals().get(1)).satisfies(signal -> {
            assertThat(signal.status()).isEqualTo(SignalStatus.RAISED);
            assertThat(signal.raisedAt()).isEqualTo(LATER);
        });
    }

    @Test
    void raisesAnotherSignalWhereTheReasonIsAnother() {
        AuthenticityReview review = review(honest(), COPY);
        review.answer(review.signals().getFirst().id(), "说明", WALKER, NOON);
        again(review, honest(), Told.nothing().nearest(new Copy("wlk_three", 0.7, "")));
        assertThat(review.signals()).extracting(Signal::status).containsExactly(SignalStatus.LAPSED, SignalStatus.RAISED);
        assertThat(review.signals().get(1).answer()).isNull();
    }

    @Test
    void leavesAConclusionAloneWhenTheRuleAppliesNoMore() {
        AuthenticityReview review = review(honest(), COPY);
        review.conclude(review.signals().getFirst().id(), Verdict.UNFOUNDED, "误报", 5, OFFICE, NOON);
        assertThat(again(review, honest(), Told.nothing())).isFalse();
        assertThat(again(review, honest(), COPY)).isFalse();
        assertThat(review.signals().getFirst().status()).isEqualTo(SignalStatus.UNFOUNDED);
    }

    @Test
    void belongsToTheOfficesAboveAndNotToTheUnitItself() {
        AuthenticityReview review = review(honest(), COPY);
        assertThat(review.within()).containsExactly("210000", "210100");
        assertThat(review.owner()).isEqualTo(Noticed.WALKER);
    }

    @Test
    void documentShowsTheLifecycleAndTheRulesAsTheyAre() throws IOException {
        String page = Files.readString(Path.of("../docs/authenticity.md"));
        String table = SignalLifecycle.TABLE.table().stream().map(line -> "| %s %s | %s %s | %s %s | %s |".formatted(line.from().name(), line.from().chinese(),
                line.action().name(), line.action().chinese(), line.to().name(), line.to().chinese(), line.action().roles().isEmpty() ? "–"
                        : line.action().roles().stream().sorted().map(Role::name).collect(Collectors.joining(", ")))).collect(Collectors.joining("\n"));
        assertThat(page).contains(table);
        assertThat(Rules.ALL).allSatisfy(rule -> assertThat(page).contains("| `" + rule.name() + "` | " + rule.kind() + " | " + rule.threshold().apply(POLICY) + " |"));
    }
}
