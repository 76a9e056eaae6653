package cn.tiyan.experiencer.experiencer;

import java.time.LocalDate;

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

    Term term() {
        return new Term(LocalDate.parse(from), LocalDate.parse(to));
    }

    /** Days of four-digit years sort as their texts do. */
    boolean covers(LocalDate day) {
        String text = day.toString();
        return from.compareTo(text) <= 0 && text.compareTo(to) <= 0;
    }
}
