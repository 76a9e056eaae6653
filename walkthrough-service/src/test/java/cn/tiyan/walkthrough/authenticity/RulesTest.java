package cn.tiyan.walkthrough.authenticity;

import static cn.tiyan.walkthrough.authenticity.Noticed.NINE;
import static cn.tiyan.walkthrough.authenticity.Noticed.POLICY;
import static cn.tiyan.walkthrough.authenticity.Noticed.honest;
import static cn.tiyan.walkthrough.authenticity.Noticed.steps;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.walkthrough.authenticity.AuthenticityReview.Find;
import cn.tiyan.walkthrough.authenticity.Known.Copy;
import cn.tiyan.walkthrough.authenticity.Known.Sighting;
import cn.tiyan.walkthrough.authenticity.Noticed.Told;
import cn.tiyan.walkthrough.authenticity.Print.Span;
import cn.tiyan.walkthrough.authenticity.Walked.Found;
import cn.tiyan.walkthrough.authenticity.Walked.Passed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RulesTest {

    private static final Told NOTHING = Told.nothing();

    private static List<String> rules(Noticed walkthrough, Known known) {
        return Reviews.finds(walkthrough.walked(), known, POLICY).stream().map(find -> find.rule().name()).toList();
    }

    private static String said(Noticed walkthrough, Known known, String rule) {
        return find(walkthrough, known, rule).trigger().said();
    }

    private static Find find(Noticed walkthrough, Known known, String rule) {
        return Reviews.finds(walkthrough.walked(), known, POLICY).stream().filter(find -> find.rule().name().equals(rule)).findFirst()
                .orElseThrow(() -> new AssertionError(rule + " does not apply"));
    }

    private static Print another(String id, Instant from, Instant to, @Nullable String place, @Nullable String bundle) {
        return new Print(id, Noticed.WALKER, "210100-HRSS", bundle == null ? List.of() : List.of(bundle), place, from, to, to, List.of(new Span(from, to)), null, null);
    }

    @Test
    void saysNothingOfAnHonestOne() {
        assertThat(rules(honest(), NOTHING)).isEmpty();
        assertThat(rules(honest().through(Channel.APP), NOTHING.complaints(100).ended(5, 100))).isEmpty();
    }

    @Test
    void haveNamesOfTheirOwnAndSayTheirThresholds() {
        assertThat(Rules.ALL).extracting(Rule::name).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z-]+"));
        assertThat(Rules.ALL).extracting(Rule::kind).contains(SignalKind.values());
        assertThat(Rules.ALL).allSatisfy(rule -> assertThat(rule.threshold().apply(POLICY)).doesNotContain("null").isNotBlank());
    }

    @Test
    void noticesStepsNobodyCanTakeSoFast() {
        var fast = honest().with(steps(Duration.ofSeconds(4), 6)).finding(new Found(NINE.plusSeconds(3), true, "x"));
        assertThat(said(fast, NOTHING, "step-pace")).isEqualTo("办成的 6 个步骤中有 6 个快于常人，例如“步骤1”用时 4 秒（阈值：不少于 27 秒）");
        assertThat(rules(fast.through(Channel.APP), NOTHING)).contains("step-pace");
        assertThat(rules(honest().through(Channel.APP).with(steps(Duration.ofSeconds(15), 6)).finding(new Found(NINE, true, "x")), NOTHING))
                .as("a fast clerk online").doesNotContain("step-pace");
    }

    @Test
    void forgivesTimesByTheMinuteAndStepsThatFailAtOnce() {
        List<Passed> byTheMinute = new ArrayList<>();
        List<Passed> failed = new ArrayList<>();
        Instant at = NINE.truncatedTo(ChronoUnit.MINUTES);
        for (int i = 0; i < 5; i++) {
            byTheMinute.add(new Passed("步骤", at, at, true, 0, null, List.of()));
            failed.add(new Passed("步骤", at, at.plusSeconds(1), false, 0, null, List.of()));
        }
        byTheMinute.add(new Passed("步骤", at, at.plusSeconds(3600), true, 0, null, List.of()));
        failed.add(new Passed("步骤", at, at.plusSeconds(3600), true, 0, null, List.of()));
        assertThat(rules(honest().with(byTheMinute), NOTHING)).doesNotContain("step-pace");
        assertThat(rules(honest().with(failed), NOTHING)).doesNotContain("step-pace");
    }

    @Test
    void noticesMoreWordsThanCanBeWritten() {
        var much = honest().finding(new Found(NINE, true, "字".repeat(1600)));
        assertThat(said(much.handedIn(NINE.plusSeconds(240)), NOTHING, "writing-pace")).isEqualTo("从开始到提交 4 分钟内录入 1615 字，平均每分钟 404 字（阈值：300 字）");
        assertThat(rules(much, NOTHING)).doesNotContain("writing-pace");
    }

    @Test
    void noticesTwoPlacesAtOnceButNotOneThingOfSeveralItems() {
        Print other = another("wlk_two", NINE.plusSeconds(600), NINE.plusSeconds(1800), "210102", "BUNDLE");
        Find overlap = find(honest(), NOTHING.around(other), "overlap");
        assertThat(overlap.trigger().said()).isEqualTo("与本人另一次走流程 wlk_two 的步骤重叠 20 分钟（阈值：5 分钟）");
        assertThat(overlap.trigger().session()).isEqualTo("wlk_two");
        assertThat(rules(honest().of("BUNDLE"), NOTHING.around(other))).doesNotContain("overlap");
        assertThat(rules(honest().of("ANOTHER"), NOTHING.around(other))).contains("overlap");
        assertThat(rules(honest(), NOTHING.around(another("wlk_two", NINE.plusSeconds(3400), NINE.plusSeconds(4000), "210102", null)))).doesNotContain("overlap");
    }

    @Test
    void noticesAWayThatTakesLonger() {
        Instant end = honest().walked().finishedAt();
        Print dalian = another("wlk_two", end.plusSeconds(1200), end.plusSeconds(3000), "210202", null);
        assertThat(said(honest(), NOTHING.around(dalian), "travel")).contains("分处 210102 和 210202，间隔只有 20 分钟", "跨市至少 1 小时");
        assertThat(rules(honest(), NOTHING.around(another("wlk_two", end.plusSeconds(600), end.plusSeconds(3000), "210103", null)))).contains("travel");
        assertThat(rules(honest(), NOTHING.around(another("wlk_two", end.plusSeconds(1200), end.plusSeconds(3000), "210103", null)))).doesNotContain("travel");
        assertThat(rules(honest(), NOTHING.around(another("wlk_two", end.plusSeconds(60), end.plusSeconds(3000), "210102-HRSS", null)))).doesNotContain("travel");
        assertThat(rules(honest().through(Channel.PORTAL), NOTHING.around(dalian))).as("online is anywhere").doesNotContain("travel");
    }

    @Test
    void noticesHoursWithoutAnEntryButNeitherNightsNorPromisedTime() {
        List<Passed> gap = new ArrayList<>(steps(Duration.ofMinutes(5), 1));
        gap.add(new Passed("后来", NINE.plusSeconds(5 * 3600), NINE.plusSeconds(5 * 3600 + 600), true, 0, null, List.of()));
        var walkthrough = honest().with(gap).finding();
        assertThat(said(walkthrough, NOTHING, "long-gap")).isEqualTo("2026-11-23 09:05 至 2026-11-23 14:00 共 4 小时 55 分钟没有任何记录（阈值：4 小时）");

        List<Passed> night = new ArrayList<>(steps(Duration.ofMinutes(5), 1));
        night.add(new Passed("次日", NINE.plusSeconds(86400), NINE.plusSeconds(86400 + 600), true, 0, null, List.of()));
        assertThat(rules(honest().with(night).finding(), NOTHING)).doesNotContain("long-gap");

        List<Passed> promised = List.of(new Passed("受理审批", NINE, NINE.plusSeconds(5 * 3600), true, 0, 480, List.of()));
        assertThat(rules(honest().with(promised).finding(), NOTHING)).doesNotContain("long-gap");
        List<Passed> hasty = List.of(new Passed("受理审批", NINE, NINE.plusSeconds(5 * 3600), true, 0, 30, List.of()));
        assertThat(rules(honest().with(hasty).finding(), NOTHING)).contains("long-gap");
    }

    @Test
    void saysWhichWalkthroughAndWhichSentence() {
        Find copied = find(honest(), NOTHING.nearest(new Copy("wlk_two", 0.871, "窗口仍要求提交纸质证明")), "copied-text");
        assertThat(copied.trigger().said()).isEqualTo("文字与此前的走流程 wlk_two 有 87% 相同（阈值：60%），其中最长的一句是“窗口仍要求提交纸质证明”");
        assertThat(copied.trigger().quote()).isEqualTo("窗口仍要求提交纸质证明");
        assertThat(said(honest(), NOTHING.seen(new Sighting("大厅", "wlk_two", -1)), "seen-photo")).isEqualTo("照片“大厅”与此前的走流程 wlk_two 使用的是同一个文件");
        assertThat(said(honest(), NOTHING.seen(new Sighting("大厅", "wlk_two", 2)), "seen-photo")).contains("相差 2 位（阈值：2 位）");
    }

    @Test
    void noticesWhatIsLeftToTheLastDays() {
        var late = honest().due(LocalDate.parse("2026-11-25"));
        assertThat(said(late, NOTHING.ended(28, 34), "deadline-cluster"))
                .isEqualTo("本单位 2026-08-27 至 2026-11-25 的 34 次走流程中，28 次（82%）集中在截止前 7 天（阈值：不少于 10 次且不低于 60%）");
        assertThat(rules(late, NOTHING.ended(9, 9))).as("too few to say anything").doesNotContain("deadline-cluster");
        assertThat(rules(late, NOTHING.ended(19, 34))).doesNotContain("deadline-cluster");
        assertThat(rules(late.told(), NOTHING.ended(19, 34))).as("announced").contains("deadline-cluster");
        assertThat(rules(honest(), NOTHING.ended(28, 34))).as("no deadline near").doesNotContain("deadline-cluster");
        assertThat(rules(honest().due(LocalDate.parse("2026-11-22")), NOTHING.ended(28, 34))).as("after it").doesNotContain("deadline-cluster");
    }

    @Test
    void noticesNothingFoundWhereCitizensComplain() {
        var perfect = honest().finding(new Found(NINE, false, "一次告知卡做得好"));
        assertThat(said(perfect, NOTHING.complaints(7), "all-perfect")).isEqualTo("没有发现任何问题，而此前 60 天内群众对“企业职工参保登记”的反映有 7 件（阈值：5 件）");
        assertThat(rules(perfect, NOTHING.complaints(4))).doesNotContain("all-perfect");
        assertThat(rules(perfect.told(), NOTHING.complaints(4))).containsExactly("announced", "all-perfect");
        List<Passed> blocked = new ArrayList<>(steps(Duration.ofMinutes(5), 2));
        blocked.add(new Passed("受理", NINE, NINE.plusSeconds(600), false, 0, null, List.of()));
        assertThat(rules(perfect.with(blocked), NOTHING.complaints(9))).as("a step that did not go through").doesNotContain("all-perfect");
    }

    @Test
    void takesAnAnnouncementForNoFault() {
        assertThat(rules(honest().told(), NOTHING)).containsExactly("announced");
        assertThat(SignalKind.ANNOUNCED.isCircumstance()).isTrue();
    }

    @Test
    void countsOverlappingStepsOnce() {
        Span first = new Span(NINE, NINE.plusSeconds(600));
        Span second = new Span(NINE.plusSeconds(1200), NINE.plusSeconds(1800));
        assertThat(PaceRules.shared(List.of(first, second), List.of(new Span(NINE.plusSeconds(300), NINE.plusSeconds(1500))))).isEqualTo(Duration.ofSeconds(600));
        assertThat(Print.busy(honest().walked())).as("steps that touch are one span").hasSize(1);
    }
}
