package cn.tiyan.experiencer.experiencer;

import java.time.LocalDate;
import java.util.stream.Stream;

/**
 * Days in which somebody really is an experiencer: a term, without what suspension, resignation or dismissal took from it.
 *
 * @param from first day, as ISO text
 * @param to last day, as ISO text
 */
public record Tenure(String from, String to) {

    static Tenure of(LocalDate from, LocalDate to) {
        return new Tenure(from.toString(), to.toString());
    }

    /** The half-years it touches, such as {@code 2026-2}; a term is of three years at most. */
    Stream<String> halfYears() {
        LocalDate last = LocalDate.parse(to);
        LocalDate first = LocalDate.parse(from);
        return Stream.iterate(first.withDayOfMonth(1), month -> !month.isAfter(last), month -> month.plusMonths(1)).map(Tenure::halfYear).distinct();
    }

    static String halfYear(LocalDate day) {
        return day.getYear() + (day.getMonthValue() <= 6 ? "-1" : "-2");
    }

    Term term() {
        return new Term(LocalDate.parse(from), LocalDate.parse(to));
    }

    /** Days of four-digit years sort as their texts do. */
    boolean covers(LocalDate day) {
        String text = day.toString();
        return from.compareTo(text) <= 0 && text.compareTo(to) <= 0;
    }
}
