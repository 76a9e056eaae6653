package cn.tiyan.platform.lifecycle;

import cn.tiyan.contracts.Event;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The life of one kind of aggregate as an immutable table. Nothing else says which status follows which.
 *
 * @param <S> its statuses, an enum
 * @param <A> what can be done with it, an enum
 */
public final class Lifecycle<S extends Lifecycle.Status, A extends Lifecycle.Action> {

    private final String subject;
    private final List<Line<S, A>> table;

    /** Where in its life an aggregate is. */
    public interface Status {

        String name();

        /** The term officials see. */
        String chinese();
    }

    /** What can be done with an aggregate. */
    public interface Action {

        String name();

        /** The term officials see. */
        String chinese();

        /** One of these roles is needed; none where nobody can ask for it and it only follows from something else. */
        Set<Role> roles();

        /** As it stands in the history, such as {@code send-back}. */
        default String verb() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One line of the table.
     *
     * @param from the status it starts from
     * @param action what is done
     * @param to the status it leads to; may be the same
     * @param event what others are told, if anything
     */
    public record Line<S extends Status, A extends Action>(S from, A action, S to, @Nullable Class<? extends Event> event) {
    }

    private Lifecycle(String subject, List<Line<S, A>> table) {
        this.subject = subject;
        this.table = List.copyOf(table);
    }

    /** @param subject what it is the life of, in Chinese */
    public static <S extends Status, A extends Action> Lifecycle<S, A> of(String subject, List<Line<S, A>> table) {
        return new Lifecycle<>(subject, table);
    }

    /** All lines, in the order of the story they tell. */
    public List<Line<S, A>> table() {
        return table;
    }

    /** The line for this action in this status, if there is one. */
    public Optional<Line<S, A>> find(S from, A action) {
        return table.stream().filter(line -> line.from() == from && line.action() == action).findFirst();
    }

    /** What can be asked for in this status, by whomever. */
    public List<A> from(S status) {
        return table.stream().filter(line -> line.from() == status && !line.action().roles().isEmpty()).map(Line::action).toList();
    }

    /** @throws Refusal {@code illegal-transition}, which says what can be done now */
    public Line<S, A> require(S from, A action) {
        return find(from, action).orElseThrow(() -> {
            String possible = from(from).stream().map(Action::chinese).collect(Collectors.joining("、"));
            return Refusal.rule("illegal-transition", "该" + subject + "当前状态为“" + from.chinese() + "”，不能进行“" + action.chinese() + "”；"
                    + (possible.isEmpty() ? "现在没有可进行的操作" : "现在可以进行的操作：" + possible));
        });
    }

    /** The line, if the caller's roles are for this action at all and it is possible now; asked in this order. */
    public Line<S, A> permit(S from, A action, Caller by) {
        by.require(action.roles().stream().sorted().toArray(Role[]::new));
        return require(from, action);
    }
}
