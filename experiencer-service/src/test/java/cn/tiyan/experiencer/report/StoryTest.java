package cn.tiyan.experiencer.report;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.platform.followup.IssueStage;
import cn.tiyan.platform.followup.Turn;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoryTest {

    private static final Instant REPORTED = Instant.parse("2026-11-23T02:00:00Z");
    private static final Instant THEN = Instant.parse("2026-11-30T17:00:00Z");
    private static final Entry PROBLEM = new Entry("fnd_1", EntryKind.PROBLEM, "窗口仍要求纸质证明", "可在线核验", Dimension.QUALITY, null, Severity.MEDIUM, null, null);
    private static final Progress BEGUN = Progress.begun("iss_1", REPORTED);

    @Test
    void saysThatItWasReceivedBeforeThereIsAnIssue() {
        assertThat(told(PROBLEM)).isEqualTo("已于2026年11月23日收到，正在登记为问题。");
    }

    @ParameterizedTest
    @EnumSource(IssueStage.class)
    void hasASentenceForEveryStage(IssueStage stage) {
        Turn turn = switch (stage) {
            case DISPATCHED -> Turn.dispatched("210100-HRSS");
            case REJECTED -> Turn.rejected("不属于政务服务范围");
            case MERGED -> Turn.merged("iss_2", false);
            default -> Turn.to(stage);
        };
        assertThat(told(PROBLEM.with(BEGUN.after(turn, List.of(30), THEN)))).endsWith("。").doesNotContain("null", "iss_", "210100").hasSizeGreaterThan(10);
    }

    @Test
    void tellsTheStagesApart() {
        assertThat(Arrays.stream(IssueStage.values()).map(stage -> told(PROBLEM.with(BEGUN.after(Turn.to(stage), List.of(30), THEN)))).collect(Collectors.toSet()))
                .hasSameSizeAs(IssueStage.values());
    }

    @Test
    void countsDaysAsChinaDoes() {
        assertThat(told(PROBLEM.with(BEGUN.after(Turn.dispatched("210100-HRSS"), List.of(30), THEN)))).isEqualTo("2026年12月1日，已派给沈阳市人社局办理，等待签收。");
    }

    @Test
    void saysWhatChangedForGoodAndThatOthersCheckThemselves() {
        Progress done = BEGUN.after(Turn.dispatched("210100-HRSS"), List.of(30), THEN).after(Turn.to(IssueStage.CLOSED), List.of(30), THEN)
                .changed("“参保登记”申请材料由 4 份变为 3 份").partOf("cpb_1");
        assertThat(told(PROBLEM.with(done))).isEqualTo("2026年12月1日，沈阳市人社局已办结，问题销号。因为您的反映，“参保登记”申请材料由 4 份变为 3 份。"
                + "这一问题已被认定为共性问题，有关单位正在或已经逐一自查。");
    }

    @Test
    void asksForARatingAndForASecondLook() {
        Entry verified = PROBLEM.with(BEGUN.after(Turn.to(IssueStage.VERIFIED), List.of(30), THEN));
        assertThat(told(verified)).contains("请您评价结果");
        assertThat(Story.asked(verified)).isEqualTo("请评价办理结果");
        Progress closed = BEGUN.after(Turn.to(IssueStage.CLOSED), List.of(30), THEN);
        assertThat(Story.asked(PROBLEM.with(closed))).isNull();
        Entry asked = PROBLEM.with(closed.with(closed.askedAgain().stream().map(look -> look.asked(THEN)).toList()));
        assertThat(told(asked)).endsWith("办结已满 30 天，请再看一次：问题是否复发。");
        assertThat(Story.asked(asked)).isEqualTo("请再看一次：问题是否复发");
    }

    @ParameterizedTest
    @EnumSource(SuggestionStatus.class)
    void saysWhatAnOfficeMadeOfASuggestion(SuggestionStatus status) {
        Entry entry = new Entry("ent_1", EntryKind.SUGGESTION, "放一张流程图", "不知道先去哪", null, null, null, null,
                new Suggestion(status, "增设流程图！", "2026-12-31", "210100", THEN));
        assertThat(told(entry)).doesNotContain("null", "！。");
        if (status != SuggestionStatus.RAISED) {
            assertThat(told(entry)).startsWith("2026年12月1日，沈阳市").contains("增设流程图！");
        }
    }

    @Test
    void thanksForPraise() {
        assertThat(told(new Entry("ent_1", EntryKind.PRAISE, "很快", "十分钟办完", null, null, null, null, null))).isEqualTo("谢谢您的肯定，已于2026年11月23日记录。");
    }

    private static String told(Entry entry) {
        return Story.of(entry, REPORTED, code -> code.equals("210100-HRSS") ? "沈阳市人社局" : "沈阳市");
    }
}
