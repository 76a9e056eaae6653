package cn.tiyan.walkthrough.walkthrough;

import static cn.tiyan.contracts.vocabulary.WalkthroughRole.APPLICANT;
import static cn.tiyan.contracts.vocabulary.WalkthroughRole.CASE_OFFICER;
import static cn.tiyan.contracts.vocabulary.WalkthroughRole.COMPANION;
import static cn.tiyan.contracts.vocabulary.WalkthroughRole.ENFORCER;
import static cn.tiyan.contracts.vocabulary.WalkthroughRole.SUPERVISOR;
import static cn.tiyan.walkthrough.walkthrough.Recorded.CHECKLIST;
import static cn.tiyan.walkthrough.walkthrough.Recorded.NINE;
import static cn.tiyan.walkthrough.walkthrough.Recorded.NOON;
import static cn.tiyan.walkthrough.walkthrough.Recorded.aSession;
import static cn.tiyan.walkthrough.walkthrough.Recorded.aStart;
import static cn.tiyan.walkthrough.walkthrough.Recorded.edited;
import static cn.tiyan.walkthrough.walkthrough.Recorded.ended;
import static cn.tiyan.walkthrough.walkthrough.Recorded.finish;
import static cn.tiyan.walkthrough.walkthrough.Recorded.found;
import static cn.tiyan.walkthrough.walkthrough.Recorded.noted;
import static cn.tiyan.walkthrough.walkthrough.Recorded.shot;
import static cn.tiyan.walkthrough.walkthrough.Recorded.start;
import static cn.tiyan.walkthrough.walkthrough.Recorded.started;
import static cn.tiyan.walkthrough.walkthrough.Recorded.sync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.platform.followup.IssueStage;
import cn.tiyan.platform.followup.Turn;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.testkit.Persona;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules of a session, from its start to its review. */
class SessionTest {

    private static final Caller WALKER = Persona.SHENYANG_WALKER.caller();
    private static final Caller OFFICE = Persona.SHENYANG_OFFICE.caller();
    private static final Unit CHANGCHUN = new Unit("220100", "长春市", UnitKind.CITY, "220000", List.of("220000", "220100"), true, 1);
    private static final String PHOTO = "ab".repeat(32);

    @Test
    void refusesAStartInTheFutureOrInAYearThatCannotBe() {
        assertBroken(() -> start(at(NOON.plus(Duration.ofMinutes(5)).plusMillis(1))), "walkthrough-in-the-future", "clientStartedAt");
        assertThat(start(at(NOON.plus(Duration.ofMinutes(5))))).isNotNull();
        assertBroken(() -> start(at(Instant.MIN)), "malformed", "clientStartedAt");
    }

    @Test
    void refusesACompanionOfNobody() {
        assertBroken(() -> start(with(COMPANION, null, List.of(), null)), "companion-of-nobody", "citizenGroup");
    }

    @Test
    void refusesACaseOfficerWhoDoesNotSayTheFarEnd() {
        assertBroken(() -> start(with(CASE_OFFICER, null, List.of(), null)), "far-end-unsaid", "cross");
        assertBroken(() -> start(with(CASE_OFFICER, new CrossCase(CrossCase.Kind.CROSS_REGION, null, null), List.of(), null)), "far-end-unsaid", "cross");
        assertBroken(() -> start(with(CASE_OFFICER, new CrossCase(CrossCase.Kind.CROSS_REGION, "210100-HRSS", null), List.of(), "210100-HRSS")),
                "far-end-is-near", "cross.farUnit");
        assertBroken(() -> start(with(APPLICANT, new CrossCase(CrossCase.Kind.CROSS_REGION, "210200", null), List.of(), null)),
                "cross-case-of-case-officers-only", "cross");
    }

    @Test
    void refusesHardCasesOfAnybodyButASupervisor() {
        assertBroken(() -> start(with(APPLICANT, null, List.of("fbk_1"), null)), "hard-cases-of-supervisors-only", "feedbackIds");
        assertBroken(() -> aSession(APPLICANT).pick(List.of("fbk_1"), WALKER, NOON), "hard-cases-of-supervisors-only", "feedbackIds");
    }

    @Test
    void refusesToBeAboutAUnitOfAnotherProvince() {
        assertBroken(() -> Walkthrough.start("wlk_x", aStart(APPLICANT), Drafts.HRSS, CHANGCHUN, CHECKLIST, null, null, WALKER, NOON), "about-unit-elsewhere", "aboutUnit");
    }

    @Test
    void refusesToWalkAnotherItemAgainOrOneThatIsNotFinished() {
        Walkthrough original = aSession(APPLICANT);
        assertBroken(() -> Walkthrough.start("wlk_y", aStart(APPLICANT), Drafts.HRSS, Drafts.HRSS, CHECKLIST, null, original, WALKER, NOON), "re-walk-of-unfinished", "reWalkOf");
        Start other = new Start(new ServiceItemRef("x", "别的事项"), APPLICANT, Channel.APP, NINE, null, null, null, Set.of(), false, null, null, null, List.of(), null, null, null, null);
        assertBroken(() -> Walkthrough.start("wlk_y", other, Drafts.HRSS, Drafts.HRSS, CHECKLIST, null, original, WALKER, NOON), "re-walk-of-another-item", "reWalkOf");
    }

    @Test
    void refusesAnEntryFromTheFutureOrFromBeforeTheSession() {
        Walkthrough session = aSession(APPLICANT);
        assertThat(judged(session, noted("a", 1, NOON.plus(Duration.ofMinutes(5)), "准时"))).isNull();
        assertThat(judged(session, noted("a", 1, NOON.plus(Duration.ofMinutes(5)).plusMillis(1), "超前"))).isEqualTo("entry-in-the-future at");
        assertThat(judged(session, noted("a", 1, NINE.minus(Duration.ofMinutes(5)), "准时"))).isNull();
        assertThat(judged(session, noted("a", 1, NINE.minus(Duration.ofMinutes(5)).minusMillis(1), "早了"))).isEqualTo("entry-before-session at");
    }

    @Test
    void refusesAnEntryThatIsNotOfItsKind() {
        Walkthrough session = aSession(APPLICANT);
        Entry empty = new Entry("x", "a", 1, NINE, EntryKind.NOTE, null, null, null, null, null, null);
        Entry both = new Entry("x", "a", 1, NINE, EntryKind.NOTE, null, null, null, null, "文字", new Entry.Shot(PHOTO, null, null));
        assertThat(judged(session, empty)).isEqualTo("malformed kind");
        assertThat(judged(session, both)).isEqualTo("malformed kind");
    }

    @Test
    void refusesACheckpointThatTheSessionsChecklistDoesNotHave() {
        Walkthrough session = aSession(APPLICANT);
        var check = new Entry.Check("QUALITY-77", CheckResult.MET, null);
        assertThat(judged(session, new Entry("x", "a", 1, NINE, EntryKind.CHECKPOINT, null, null, check, null, null, null))).isEqualTo("checkpoint-unknown check.checkpoint");
        var seen = new Entry.Seen(FindingKind.PROBLEM, "QUALITY-77", Severity.LOW, "题", "文", null, List.of());
        assertThat(judged(session, new Entry("x", "a", 1, NINE, EntryKind.FINDING, null, null, null, seen, null, null))).isEqualTo("checkpoint-unknown finding.checkpoint");
    }

    @Test
    void refusesASeverityThatIsMissingOrOutOfPlace() {
        Walkthrough session = aSession(APPLICANT);
        var problem = new Entry.Seen(FindingKind.PROBLEM, "QUALITY-01", null, "题", "文", null, List.of());
        var practice = new Entry.Seen(FindingKind.PRACTICE, "QUALITY-01", Severity.LOW, "题", "文", null, List.of());
        for (Entry.Seen seen : List.of(problem, practice)) {
            assertThat(judged(session, new Entry("x", "a", 1, NINE, EntryKind.FINDING, null, null, null, seen, null, null))).isEqualTo("malformed finding.severity");
        }
    }

    @Test
    void refusesAFindingAboutAUnitOfAnotherProvince() {
        Refusal refusal = refusal(() -> aSession(APPLICANT).judge(found("a", 1, NINE, FindingKind.PROBLEM), CHECKLIST, null, CHANGCHUN, NOON));
        assertThat(refusal.name()).isEqualTo("about-unit-elsewhere");
    }

    @Test
    void refusesAStepOfACaseOfficerWithoutItsEnd() {
        Walkthrough session = aSession(CASE_OFFICER);
        assertThat(judged(session, started("a", 1, NINE, "s1"))).isEqualTo("end-unsaid stepStarted.end");
        assertThat(judged(session, started("a", 1, NINE, "s1", End.FAR, null, null))).isNull();
    }

    @Test
    void refusesAStepOfAnEnforcerWithoutItsSystemOrScene() {
        Walkthrough session = aSession(ENFORCER);
        assertThat(judged(session, started("a", 1, NINE, "s1"))).isEqualTo("enforcement-unsaid stepStarted.enforcement");
        assertThat(judged(session, started("a", 1, NINE, "s1", null, Enforcement.FULL_RECORD, null))).isEqualTo("scene-unsaid stepStarted.scene");
        assertThat(judged(session, started("a", 1, NINE, "s1", null, Enforcement.FULL_RECORD, Scene.SITE_SURVEY))).isNull();
    }

    @Test
    void refusesToFinishWhenNothingWasRecorded() {
        assertBroken(() -> finish(aSession(APPLICANT)), "nothing-recorded", "entries");
    }

    @Test
    void refusesToFinishWithAStepThatNeverEnded() {
        Walkthrough session = aSession(APPLICANT);
        Entry open = started("a", 1, NINE, "s1");
        sync(session, "a", open);
        assertBroken(() -> finish(copyOf(session)), "step-never-ended", "entries[" + open.id() + "]");
    }

    @Test
    void refusesToFinishWithAStepThatNeverStarted() {
        Walkthrough session = aSession(APPLICANT);
        sync(session, "a", ended("a", 1, NINE, "s1"));
        assertBroken(() -> finish(session), "step-never-started", "entries[" + Recorded.id("a", 1) + "]");
    }

    @Test
    void refusesToFinishWithAStepThatEndsBeforeItStarts() {
        Walkthrough session = aSession(APPLICANT);
        sync(session, "a", started("a", 1, NINE.plusSeconds(60), "s1"), ended("b", 1, NINE, "s1"));
        assertThat(session.snags(null)).extracting(Snag::rule).containsExactly("step-ends-before-start");
        assertBroken(() -> finish(session), "step-ends-before-start", "entries[" + Recorded.id("b", 1) + "]");
    }

    @Test
    void finishesOnceAnEntryMadeByMistakeIsEditedIntoANote() {
        Walkthrough session = aWalk();
        Entry mistake = started("a", 10, NINE, "s9");
        sync(session, "a", mistake);
        assertThat(session.snags(null)).extracting(Snag::rule).containsExactly("step-never-ended");
        sync(session, "a", edited(mistake, 11, "误点"));
        finish(session);
        assertThat(session.status()).isEqualTo(SessionStatus.SUBMITTED);
    }

    @Test
    void refusesToFinishWhileANamedPhotoIsMissing() {
        Walkthrough session = aWalk();
        sync(session, "a", shot("a", 10, NINE, PHOTO), found("a", 11, NINE, FindingKind.PROBLEM, "cd".repeat(32)));
        assertThat(session.missingPhotos()).containsExactly(PHOTO, "cd".repeat(32));
        assertBroken(() -> finish(copyOf(session)), "photo-missing", "entries");
        session.illustrate(List.of(new StoredPhoto(PHOTO, "image/png", 1, NOON), new StoredPhoto("cd".repeat(32), "image/png", 1, NOON)), WALKER, NOON);
        finish(session);
        assertThat(session.findings()).singleElement().satisfies(finding -> assertThat(finding.photos()).containsExactly("cd".repeat(32)));
    }

    @Test
    void refusesToFinishACrossRegionCaseThatWasSeenFromOneEnd() {
        Walkthrough session = aSession(CASE_OFFICER);
        sync(session, "a", started("a", 1, NINE, "s1", End.NEAR, null, null), ended("a", 2, NOON, "s1"));
        assertThat(session.snags(null)).extracting(Snag::rule).containsExactly("both-ends-required", "data-sharing-unsaid");
        sync(session, "a", started("a", 3, NINE, "s2", End.FAR, null, null), new Entry("end-2", "a", 4, NOON, EntryKind.STEP_ENDED, null,
                new Entry.StepEnded("s2", StepResult.PASSED, List.of(), 0, null, false, null, null, null, null, null), null, null, null, null));
        assertThat(session.snags(null)).isEmpty();
        assertThat(session.steps()).extracting(step -> step.setting().dataShared()).containsExactly(null, false);
    }

    @Test
    void refusesToFinishASupervisionWithoutAHardCase() {
        Walkthrough session = aSession(SUPERVISOR);
        sync(session, "a", started("a", 1, NINE, "s1"), ended("a", 2, NOON, "s1"));
        assertBroken(() -> finish(copyOf(session)), "hard-case-required", "entries");
        session.pick(List.of("fbk_1", "fbk_1"), WALKER, NOON);
        finish(session);
        assertThat(session.feedbackIds()).containsExactly("fbk_1");
        assertThat(Completion.of(session.status(), session.findings(), session.feedbackIds(), Set.of()).complete()).isFalse();
        assertThat(Completion.of(session.status(), session.findings(), session.feedbackIds(), Set.of("fbk_1")).complete()).isTrue();
    }

    @Test
    void refusesAnEndBeforeTheLastEntryOrInTheFuture() {
        assertBroken(() -> finishAt(aWalk(), NINE), "entry-after-finish", "finishedAt");
        assertBroken(() -> finishAt(aWalk(), NOON.plusSeconds(301)), "walkthrough-in-the-future", "finishedAt");
        Walkthrough session = aWalk();
        finishAt(session, NINE.plusSeconds(590));
        assertThat(session.finishedAt()).as("another device's clock was ten seconds ahead").isEqualTo(NINE.plusSeconds(600));
    }

    @Test
    void isFinishedByItsWalkerAlone() {
        Walkthrough session = aWalk();
        assertThat(refusal(() -> session.finish(null, CHECKLIST, null, Map.of(), OFFICE, NOON)).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
    }

    @Test
    void tellsEachFindingOnceHoweverOftenItIsFinished() {
        Walkthrough session = aWalk();
        sync(session, "a", found("a", 10, NINE, FindingKind.PROBLEM), found("a", 11, NINE.plusSeconds(1), FindingKind.PRACTICE));
        finish(session);
        assertThat(session.sequence()).as("the walkthrough and its problem").isEqualTo(2);
        session.review(false, "请补充柜台照片", OFFICE, NOON);
        sync(session, "a", found("a", 12, NINE.plusSeconds(2), FindingKind.DEMAND));
        finish(session);
        assertThat(session.sequence()).as("and what was added").isEqualTo(3);
        assertThat(session.findings()).hasSize(3);
        assertThat(session.reviews()).extracting(Review::opinion).containsExactly("请补充柜台照片");
        assertThat(session.historyIntact()).isTrue();
    }

    @Test
    void isOpenAgainWhenASecondDeviceComesLate() {
        Walkthrough session = aWalk();
        finish(session);
        sync(session, "b", noted("b", 1, NINE, "第二台手机的记录"));
        assertThat(session.status()).isEqualTo(SessionStatus.OPEN);
        finish(session);
        assertThat(session.status()).isEqualTo(SessionStatus.SUBMITTED);
        assertThat(session.sequence()).as("told once").isEqualTo(1);
    }

    @Test
    void takesNothingMoreOnceItIsAccepted() {
        Walkthrough session = aWalk();
        finish(session);
        session.review(true, null, OFFICE, NOON);
        assertBroken(() -> sync(session, "b", noted("b", 1, NINE, "晚了")), "illegal-transition", null);
        assertThat(sync(session, "a", started("a", 1, NINE, "s1"))).as("what is here already is no news").isEmpty();
        assertBroken(() -> session.review(false, "再看看", OFFICE, NOON), "illegal-transition", null);
    }

    @Test
    void isNotReviewedByItsWalkerNorByTheWalkersOwnUnit() {
        Walkthrough session = aWalk();
        finish(session);
        var walkerAsClerk = new Caller(WALKER.account(), "", Set.of(Role.WALKER, Role.OFFICE_CLERK), "210100");
        var colleague = new Caller("tongshi", "", Set.of(Role.OFFICE_CLERK), "210100-HRSS");
        assertBroken(() -> session.review(true, null, walkerAsClerk, NOON), "reviewer-is-walker", null);
        assertBroken(() -> session.review(true, null, colleague, NOON), "reviewer-not-above", null);
        assertThat(refusal(() -> session.review(true, null, Persona.SHENYANG_DEPARTMENT.caller(), NOON)).kind()).isEqualTo(Refusal.Kind.FORBIDDEN);
        assertThat(session.status()).isEqualTo(SessionStatus.SUBMITTED);
    }

    @Test
    void refusesAReWalkInThePast() {
        Walkthrough session = aWalk();
        assertBroken(() -> session.planReWalk(LocalDate.parse("2026-11-23"), WALKER, NOON), "illegal-transition", null);
        finish(session);
        assertBroken(() -> session.planReWalk(LocalDate.parse("2026-11-22"), WALKER, NOON), "re-walk-in-the-past", "plannedDay");
        session.planReWalk(LocalDate.parse("2026-11-23"), WALKER, NOON);
        assertThat(session.reWalkOn()).contains(LocalDate.parse("2026-11-23"));
        assertThat(session.walkedAgain("wlk_later", WALKER, NOON)).isTrue();
        assertThat(session.walkedAgain("wlk_later", WALKER, NOON)).isFalse();
        assertThat(session.reWalkOn()).isEmpty();
    }

    @Test
    void refusesMoreThanOneSessionHolds() {
        Walkthrough session = aSession(APPLICANT);
        Entry[] many = new Entry[Walkthrough.MOST_ENTRIES + 1];
        for (int i = 0; i < many.length; i++) {
            many[i] = noted("a", i + 1, NINE, "第 " + i);
        }
        assertBroken(() -> sync(session, "a", many), "session-full", "entries");
        Entry[] heavy = new Entry[800];
        for (int i = 0; i < heavy.length; i++) {
            heavy[i] = noted("a", i + 1, NINE, "重".repeat(2000));
        }
        assertBroken(() -> sync(aSession(APPLICANT), "a", heavy), "session-full", "entries");
    }

    @Test
    void refusesMorePhotosThanOneSessionHolds() {
        Walkthrough session = aSession(APPLICANT);
        session.illustrate(photos(Walkthrough.MOST_PHOTOS, 500_000), WALKER, NOON);
        assertThat(session.illustrate(photos(1, 500_000), WALKER, NOON)).as("one that is here already").isFalse();
        var one = List.of(new StoredPhoto("ff".repeat(32), "image/png", 1, NOON));
        assertBroken(() -> session.illustrate(one, WALKER, NOON), "photos-over-quota", "photos");
        assertThat(aSession(APPLICANT).illustrate(photos(10, 10_000_000), WALKER, NOON)).as("a hundred megabytes").isTrue();
        assertBroken(() -> aSession(APPLICANT).illustrate(photos(11, 10_000_000), WALKER, NOON), "photos-over-quota", "photos");
    }

    private static List<StoredPhoto> photos(int count, long size) {
        return IntStream.range(0, count).mapToObj(i -> new StoredPhoto("%064x".formatted(i), "image/jpeg", size, NOON)).toList();
    }

    @Test
    void refusesMoreHardCasesThanOneSupervisionFollows() {
        Walkthrough session = aSession(SUPERVISOR);
        List<String> many = IntStream.range(0, Walkthrough.MOST_CASES).mapToObj(i -> "fbk_" + i).toList();
        session.pick(many, WALKER, NOON);
        session.pick(many.subList(0, 3), WALKER, NOON);
        assertThat(session.feedbackIds()).hasSize(Walkthrough.MOST_CASES);
        assertBroken(() -> session.pick(List.of("fbk_one_more"), WALKER, NOON), "too-many-hard-cases", "feedbackIds");
    }

    @Test
    void refusesAVersionOfAFindingThatWasTold() {
        Walkthrough session = aWalk();
        Entry problem = found("a", 10, NINE, FindingKind.PROBLEM);
        sync(session, "a", problem);
        session.requireUntold(edited(problem, 11, "说错了"));
        finish(session);
        session.review(false, "请补充", OFFICE, NOON);
        assertBroken(() -> session.requireUntold(edited(problem, 12, "其实没有问题")), "finding-told", "id");
        session.requireUntold(edited(problem, 9, "另一台手机上的第一稿"));
        session.requireUntold(found("a", 13, NINE, FindingKind.PROBLEM));
    }

    @Test
    void keepsWhoHasItsIssueInHandUntilItIsInNobodysHands() {
        Walkthrough session = aWalk();
        sync(session, "a", found("a", 10, NINE, FindingKind.PROBLEM));
        finish(session);
        session.issueRegistered(session.findings().getFirst().id(), "iss_1", 1, NOON);
        assertThat(session.findings().getFirst().handlingUnit()).isNull();
        session.issueMoved("iss_1", Turn.dispatched(CHANGCHUN.code()), CHANGCHUN, 2, NOON);
        session.issueMoved("iss_1", Turn.to(IssueStage.RECTIFYING), null, 3, NOON);
        assertThat(session.findings().getFirst()).satisfies(finding -> {
            assertThat(finding.handlingUnit()).isEqualTo("220100");
            assertThat(finding.handlingLine()).containsExactly("220000", "220100");
        });
        session.issueMoved("iss_1", Turn.to(IssueStage.TRIAGED), null, 4, NOON);
        assertThat(session.findings().getFirst().handlingLine()).isEmpty();
    }

    @Test
    void isDoneWithOnceEachFindingIsSettledOrHasAnOwner() {
        Walkthrough session = aWalk();
        sync(session, "a", found("a", 10, NINE, FindingKind.PROBLEM), found("a", 11, NINE.plusSeconds(1), FindingKind.DEMAND));
        finish(session);
        assertThat(completion(session)).isEqualTo(new Completion(false, "办理中", 2, 0, 0, 2, 0, 0));
        session.issueRegistered(session.findings().get(0).id(), "iss_1", 1, NOON);
        session.issueRegistered(session.findings().get(1).id(), "iss_2", 1, NOON);
        session.issueMoved("iss_1", Turn.to(IssueStage.CLOSED), null, 2, NOON);
        session.issueMoved("iss_2", Turn.to(IssueStage.DISPATCHED), null, 2, NOON);
        assertThat(completion(session)).isEqualTo(new Completion(false, "办理中", 2, 1, 0, 1, 0, 0));
        session.issueMoved("iss_2", Turn.to(IssueStage.ACCEPTED), null, 3, NOON);
        assertThat(completion(session)).isEqualTo(new Completion(true, "已了结", 2, 1, 1, 0, 0, 0));
    }

    @Test
    void canBeSupplementedAlsoWhereItWasRecordedByOneRequest() {
        Walkthrough recorded = Walkthrough.record("wlk_one", Drafts.aWalkthrough().with(Drafts.aFinding(FindingKind.PROBLEM, "QUALITY-01")).draft(), Drafts.HRSS,
                CHECKLIST, List.of(Drafts.HRSS), WALKER, NOON);
        String finding = recorded.findings().getFirst().id();
        recorded.review(false, "请补充", OFFICE, NOON);
        sync(recorded, "a", noted("a", 1, NINE, "补充"));
        finish(recorded);
        assertThat(recorded.findings()).singleElement().satisfies(found -> assertThat(found.id()).isEqualTo(finding));
        assertThat(recorded.steps()).singleElement().satisfies(step -> assertThat(step.materials()).containsExactly("身份证", "社保缴费证明"));
        assertThat(recorded.sequence()).isEqualTo(2);
    }

    private static Completion completion(Walkthrough session) {
        return Completion.of(session.status(), session.findings(), session.feedbackIds(), Set.of());
    }

    private static Walkthrough aWalk() {
        Walkthrough session = aSession(APPLICANT);
        sync(session, "a", started("a", 1, NINE, "s1"), ended("a", 2, NINE.plusSeconds(600), "s1", "身份证"));
        return session;
    }

    /** A refused command may leave its aggregate half-changed: it is thrown away, and so it is here. */
    private static Walkthrough copyOf(Walkthrough session) {
        Walkthrough copy = aSession(session.role());
        sync(copy, "a", session.entries().toArray(Entry[]::new));
        return copy;
    }

    private static void finishAt(Walkthrough session, Instant at) {
        session.finish(at, CHECKLIST, null, Map.of(Drafts.HRSS.code(), Drafts.HRSS), WALKER, NOON);
    }

    private static Start at(Instant startedAt) {
        Start start = aStart(APPLICANT);
        return new Start(start.serviceItem(), start.role(), start.channel(), startedAt, null, null, null, Set.of(), false, null, null, null, List.of(), null, null, null, null);
    }

    private static Start with(WalkthroughRole role, @Nullable CrossCase cross, List<String> feedbackIds, @Nullable String aboutUnit) {
        return new Start(aStart(role).serviceItem(), role, Channel.COUNTER, NINE, aboutUnit, null, null, Set.of(), false, null, null, cross, feedbackIds, null, null, null, null);
    }

    private static @Nullable String judged(Walkthrough session, Entry entry) {
        try {
            session.judge(entry, CHECKLIST, null, null, NOON);
            return null;
        } catch (Refusal refusal) {
            return refusal.name() + " " + refusal.fieldErrors().getFirst().field();
        }
    }

    private static Refusal refusal(ThrowingCallable command) {
        return (Refusal) org.assertj.core.api.Assertions.catchThrowable(command);
    }

    private static void assertBroken(ThrowingCallable command, String rule, @Nullable String field) {
        assertThatThrownBy(command).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.name()).isEqualTo(rule);
            if (field != null) {
                assertThat(refusal.fieldErrors()).extracting(Refusal.FieldError::field).containsExactly(field);
            }
        });
    }
}
