package cn.tiyan.walkthrough.authenticity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What is kept of a walkthrough, to hold later ones against. The words themselves stay with the walkthrough.
 *
 * @param id the walkthrough's
 * @param bundles the 一件事 of which its item is part
 * @param place where somebody had to be, if anywhere that is known
 * @param at when it was handed in
 * @param busy when its steps were under way
 * @param signature see {@link TextPrint}; absent where there are too few words
 * @param bands see {@link TextPrint}
 */
@Document("authenticity_print")
@CompoundIndex(name = "by-walker", def = "{walker: 1, startedAt: 1}")
@CompoundIndex(name = "by-unit", def = "{unit: 1, finishedAt: 1}")
@CompoundIndex(name = "by-words", def = "{bands: 1}", sparse = true)
record Print(@Id String id, String walker, String unit, List<String> bundles, @Nullable String place, Instant startedAt, Instant finishedAt, Instant at,
        List<Span> busy, @Nullable Binary signature, @Nullable List<Long> bands) {

    Print {
        bundles = bundles == null ? List.of() : List.copyOf(bundles);
    }

    /** From then to then. */
    record Span(Instant from, Instant to) {
    }

    static Print of(Walked walked, @Nullable TextPrint words) {
        return new Print(walked.id(), walked.walker(), walked.unit(), walked.bundles(), walked.presence().orElse(null), walked.startedAt(), walked.finishedAt(),
                walked.handedInAt(), busy(walked), words == null ? null : new Binary(words.signature()), words == null ? null : words.bands());
    }

    /** When its steps were under way: in order, and joined where they touch. */
    static List<Span> busy(Walked walked) {
        List<Span> joined = new ArrayList<>();
        walked.steps().stream().map(step -> new Span(step.startedAt(), step.finishedAt())).sorted(Comparator.comparing(Span::from)).forEach(span -> {
            if (!joined.isEmpty() && !span.from().isAfter(joined.getLast().to())) {
                Span last = joined.removeLast();
                joined.add(new Span(last.from(), span.to().isAfter(last.to()) ? span.to() : last.to()));
            } else {
                joined.add(span);
            }
        });
        return joined;
    }
}
