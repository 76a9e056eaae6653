package cn.tiyan.issue.calendar;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One holiday of a notice, as it words it: off from one day to another, and worked for on weekends before or after.
 *
 * @param name such as 春节; 国庆节、中秋节 where two are joined
 * @param from first day off
 * @param to last day off, which may be the first
 * @param makeUpDays 调休: Saturdays and Sundays worked instead
 */
public record Holiday(String name, LocalDate from, LocalDate to, List<LocalDate> makeUpDays) {

    /** @throws IllegalArgumentException without a name, or if it ends before it begins */
    public Holiday {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("节假日应写明名称");
        }
        if (to.isBefore(from)) {
            throw new IllegalArgumentException(name + "：结束日期 " + to + " 早于开始日期 " + from);
        }
        makeUpDays = List.copyOf(makeUpDays);
    }

    /** From settings. A date is read one way only, whatever language the machine speaks, and never rounded to one that exists. */
    @ConstructorBinding
    Holiday(String name, @Nullable String from, @Nullable String to, @DefaultValue List<String> makeUpDays) {
        this(name, day(name, from), day(name, to), makeUpDays.stream().map(day -> day(name, day)).toList());
    }

    /** The days off, in order. */
    Stream<LocalDate> days() {
        return from.datesUntil(to.plusDays(1));
    }

    private static LocalDate day(String name, @Nullable String text) {
        try {
            return LocalDate.parse(text == null ? "" : text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + "：from、to 和 make-up-days 应为形如 2027-01-31 的日期，而不是“" + text + "”");
        }
    }
}
