package cn.tiyan.issue.commonproblem;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.Events;
import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** docs/common-problems.md shows the two lifecycles as they are. With {@code -Dtiyan.draw=true} the page is drawn anew. */
class CommonProblemsPageTest {

    private static final Path PAGE = Path.of("../docs/common-problems.md");
    private static final Map<Lifecycle.Action, String[]> WHO = Map.of(
            ProblemAction.CONFIRM, new String[] {"a clerk of an office over all units with cases", "管辖全部案例所在单位的营商办经办"},
            ProblemAction.DISMISS, new String[] {"a clerk of an office over all units with cases", "管辖全部案例所在单位的营商办经办"},
            SelfCheckAction.ANSWER, new String[] {"a clerk of the unit itself", "自查单位自己的经办"},
            SelfCheckAction.ACCEPT, new String[] {"a clerk of an office above, who did not answer", "上级营商办经办，且不是报送人"},
            SelfCheckAction.SEND_BACK, new String[] {"a clerk of an office above, who did not answer", "上级营商办经办，且不是报送人"});

    @Test
    void showsTheLifecyclesAsTheyAre() throws IOException {
        if (Boolean.getBoolean("tiyan.draw")) {
            Files.writeString(PAGE, page());
        }
        assertThat(PAGE).as("draw it anew with: mvn -pl issue-service test -Dtest=CommonProblemsPageTest -Dtiyan.draw=true")
                .hasContent(page());
    }

    private static String page() {
        return """
                # From one problem to a class of problems · 以点扩面

                Drawn from `CommonProblemLifecycle` and `SelfCheckLifecycle` by `CommonProblemsPageTest`; do not edit by hand.
                本页由代码生成，请勿手工修改。

                An issue becomes a case when its triage names the unit, the service item, the stage and the cause. Cases of the same item, stage,
                dimension and cause make one common problem. When there are enough of them from enough units within the time
                (`tiyan.issue.common-problem` in Nacos: 3 cases from 2 units within 90 days), an office over all of these units must decide. Once
                it confirms, every unit concerned must check itself: all that have cases, or a unit above that answers for them, and the
                departments of the same kind that had none yet. When the last self-check is accepted, the problem is settled and watched for 180
                days: a new case until then means that it came back, and an office must decide on a new round. So it must where there are cases by
                then about units that were not asked: the problem is settled only when all were. A recurrence whose cases turn out to be none, or
                are dismissed, leaves the problem settled, and watched as long as before. What follows from cases depends on which there are, not
                on the order in which they came.

                问题研判时写明单位、事项、环节和原因的，即为案例。同一事项、环节、维度、原因的案例归集为一个共性问题；案例和单位达到规定数量
                （Nacos 中的 `tiyan.issue.common-problem`，默认 90 天内 2 个单位 3 件）即提请管辖这些单位的营商办认定。认定后，有案例的单位（或其上级）
                及辖区内同类部门逐一自查；全部审核通过即办结，并观察 180 天，期间再出现同类案例即为复发，由营商办决定是否进入下一轮。自查期间其他单位
                出现案例的，本轮完成后不办结，同样交营商办决定。复发案例经撤销、重新研判或不予认定的，恢复办结，原观察期不变。结果只取决于有哪些案例，
                与到达先后无关。

                ## A common problem · 共性问题

                %s

                ## A self-check · 自查

                One for each unit and round. It is overdue from the midnight, China time, that ends its last day.

                每个单位每轮一项。期限当日 24 时（北京时间）届满。

                %s
                """.formatted(
                life(CommonProblemLifecycle.TABLE, CommonProblemLifecycle.BEGINNING, ProblemStatus.values(), null),
                life(SelfCheckLifecycle.TABLE, SelfCheckLifecycle.BEGINNING, SelfCheckStatus.values(), SelfCheckStatus.COMPLETED));
    }

    private static <S extends Lifecycle.Status, A extends Lifecycle.Action> String life(Lifecycle<S, A> life, S beginning, S[] statuses,
            @Nullable S end) {
        return """
                ```mermaid
                stateDiagram-v2
                %s
                    [*] --> %s
                %s%s
                ```

                | from | action | to | 操作 | who may | 谁可以操作 | event |
                |---|---|---|---|---|---|---|
                %s""".formatted(
                Stream.of(statuses).map(status -> "    state \"%s %s\" as %s".formatted(status.chinese(), status.name(), status.name()))
                        .collect(Collectors.joining("\n")),
                beginning.name(),
                life.table().stream().map(line -> "    %s --> %s: %s".formatted(line.from().name(), line.to().name(),
                line.action().chinese()))
                        .collect(Collectors.joining("\n")),
                end == null ? "" : "\n    " + end.name() + " --> [*]",
                life.table().stream().map(CommonProblemsPageTest::row).collect(Collectors.joining("\n")));
    }

    private static String row(Line<?, ?> line) {
        String[] who = WHO.getOrDefault(line.action(), new String[] {"follows by itself", "系统"});
        assertThat(WHO.containsKey(line.action())).as("%s", line.action()).isEqualTo(!line.action().roles().isEmpty());
        return "| `%s` | `%s` | `%s` | %s | %s | %s | %s |".formatted(line.from().name(), line.action().name(), line.to().name(),
                line.action().chinese(), who[0], who[1], type(line.event()));
    }

    private static String type(@Nullable Class<? extends Event> event) {
        return event == null ? "–" : "`" + Events.typeOf(event) + "`";
    }
}
