package cn.tiyan.issue.issue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.Events;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** docs/lifecycle.md shows {@link IssueLifecycle} as it is. With {@code -Dtiyan.draw=true} the page is drawn anew. */
class LifecyclePageTest {

    private static final Path PAGE = Path.of("../docs/lifecycle.md");

    @Test
    void showsTheLifecycleAsItIs() throws IOException {
        if (Boolean.getBoolean("tiyan.draw")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page());
        }
        assertThat(PAGE).as("draw it anew with: mvn -pl issue-service test -Dtest=LifecyclePageTest -Dtiyan.draw=true").hasContent(page());
    }

    private static String page() {
        return """
                # The life of an issue · 问题的一生

                Drawn from `IssueLifecycle` by `LifecyclePageTest`; do not edit by hand. 本页由代码生成，请勿手工修改。

                ## Picture · 状态图

                ```mermaid
                stateDiagram-v2
                %s
                    [*] --> %s
                %s
                    %s --> [*]
                ```

                A dissatisfied rating (not solved, or fewer stars than `tiyan.issue.policy.dissatisfied-below`, 3 unless changed in
                Nacos) reopens the issue in the same write, as does a look-back that finds the problem again. It goes back to
                `RECTIFYING`: the handling unit has accepted it already, and a second acceptance would only give it a fresh day. What
                was left of its time is left still, but at least `limits.redo` working days. The first and the final rating are both kept.
                After so many approved returns (`returns-before-consultation`) an issue is dispatched again only when a consultation
                has been concluded. A merged issue follows its survivor; no clock runs for it. The last look-back archives the issue.

                评价不满意（未解决，或低于 `tiyan.issue.policy.dissatisfied-below`，默认 3 分）的，当即重办；回头看发现复发的，也当即重办。重办退回
                “整改中”：办理单位此前已签收，不再另给签收时间；原时限未用完的照旧，但不少于 `limits.redo` 个工作日。首次评价和最终评价都保留。
                退单获准达到规定次数（`returns-before-consultation`）的，须先召开联席会商，方可再次派单。合并的问题随主办问题走，不另计时。最后一次
                回头看未复发的，自动归档。

                ## Statuses · 状态

                The step is the one whose time limit runs (`tiyan.issue.policy.limits`): a warning before it, an escalation after it, one level up
                each time. 计时事项：到期前预警，超期后逐级提醒上级。

                | status | 状态 | phase others see | 对外阶段 | step · 计时事项 |
                |---|---|---|---|---|
                %s

                ## Steps · 流转

                | from | action | to | 操作 | who may | 谁可以操作 | event |
                |---|---|---|---|---|---|---|
                %s

                ## Beside the way · 不改变状态的操作

                | action | 操作 | in | who may | 谁可以操作 | event |
                |---|---|---|---|---|---|
                %s
                """.formatted(
                lines(Stream.of(Status.values()), status -> "    state \"%s %s\" as %s".formatted(status.chinese(), status.name(), status.name())),
                IssueLifecycle.BEGINNING,
                lines(IssueLifecycle.moves().stream(), line -> "    %s --> %s: %s".formatted(line.from(), line.to(), line.action().chinese())),
                Status.ARCHIVED,
                lines(Stream.of(Status.values()), status -> "| `%s` | %s | `%s` | %s | %s |".formatted(
                        status, status.chinese(), status.phase(), status.phase().chinese(), step(status))),
                lines(IssueLifecycle.moves().stream(), line -> "| `%s` | `%s` | `%s` | %s | %s | %s | %s |".formatted(
                        line.from(), line.action(), line.to(), line.action().chinese(),
                        who(line, Party::english), who(line, Party::chinese), type(line.event()))),
                lines(asides().values().stream(), lines -> "| `%s` | %s | %s | %s | %s | %s |".formatted(
                        lines.getFirst().action(), lines.getFirst().action().chinese(),
                        lines.stream().map(line -> "`" + line.from() + "`").collect(Collectors.joining(" ")),
                        who(lines.getFirst(), Party::english), who(lines.getFirst(), Party::chinese), type(lines.getFirst().event()))));
    }

    private static Map<Action, List<Transition>> asides() {
        return IssueLifecycle.table().stream().filter(line -> !IssueLifecycle.moves().contains(line))
                .collect(Collectors.groupingBy(Transition::action, TreeMap::new, Collectors.toList()));
    }

    private static String step(Status status) {
        return status.step() == null ? "–" : "`" + status.step() + "` " + status.step().chinese();
    }

    private static String who(Transition line, Function<Party, String> word) {
        return line.who().stream().sorted().map(word).collect(Collectors.joining("; "));
    }

    private static String type(@Nullable Class<? extends Event> event) {
        return event == null ? "–" : "`" + Events.typeOf(event) + "`";
    }

    private static <T> String lines(Stream<T> items, Function<T, String> line) {
        return items.map(line).collect(Collectors.joining("\n"));
    }
}
