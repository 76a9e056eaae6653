package cn.tiyan.reporting.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.reporting.document.SummaryTemplate.Section;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTemplateTest {

    private static final SummaryTemplate NOTHING = new SummaryTemplate(null, null, null, null, null);

    @Test
    void hasTheSectionsOfTheNoticeWhereNothingElseIsSaid() {
        SummaryTemplate template = SummaryTemplate.complete(NOTHING);
        assertThat(template.sections()).extracting(Section::heading).containsExactly("体验开展情况", "主要做法", "发现和解决的问题", "工作成效", "存在不足", "下步打算");
        assertThat(template.sections()).allMatch(Section::asks);
        assertThat(template.recipient()).isEqualTo("省营商环境建设领导小组办公室");
    }

    @Test
    void keepsWhatAnOperatorSays() {
        var own = new Section("all", "全部情况", null, List.of("共{FOUND}件，{CLOSURE_RATE}。", "[figure-table]"));
        SummaryTemplate template = SummaryTemplate.complete(new SummaryTemplate(null, "市营商办", null, null, List.of(own)));
        assertThat(template.sections()).containsExactly(own);
        assertThat(template.recipient()).isEqualTo("市营商办");
        assertThat(template.closing()).isEqualTo("特此报告。");
    }

    @ParameterizedTest
    @CsvSource({"ok, 共{FOUNDD}件, FOUNDD", "ok, [pie-chart], pie-chart", "Bad Key, 文字, key", "ok, 没有地方, [own]"})
    void refusesATemplateThatCouldNotBeFilled(String key, String line, String why) {
        var section = new Section(key, "标题", "请填写", line.equals("没有地方") ? List.of(line) : List.of(line, "[own]"));
        assertThatThrownBy(() -> SummaryTemplate.complete(new SummaryTemplate(null, null, null, null, List.of(section))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(why);
    }

    @Test
    void refusesTwoSectionsOfOneKey() {
        var section = new Section("all", "标题", null, List.of("文字"));
        assertThatThrownBy(() -> SummaryTemplate.complete(new SummaryTemplate(null, null, null, null, List.of(section, section))))
                .hasMessageContaining("twice");
    }
}
