package cn.tiyan.walkthrough.authenticity;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.walkthrough.authenticity.Walked.Found;
import cn.tiyan.walkthrough.authenticity.Walked.Passed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;

/** Walkthroughs to start from: one that nothing can be said against, and one change at a time; and a memory that knows what it is told. */
record Noticed(Channel channel, @Nullable String bundle, @Nullable String place, boolean announced, Instant handedInAt, @Nullable LocalDate dueOn,
        List<Passed> steps, List<Found> findings) {

    static final Instant NINE = Instant.parse("2026-11-23T01:00:00.250Z");
    static final String WALKER = "shenyang.ganbu";
    static final AuthenticityPolicy POLICY = Binder.get(new StandardEnvironment()).bindOrCreate("none", AuthenticityPolicy.class);

    static Noticed honest() {
        return new Noticed(Channel.COUNTER, null, "210102", false, NINE.plusSeconds(7200), null, steps(Duration.ofMinutes(12), 5),
                List.of(new Found(NINE.plusSeconds(900), true, "窗口仍要求提交纸质证明")));
    }

    static List<Passed> steps(Duration each, int count) {
        List<Passed> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant from = NINE.plus(each.multipliedBy(i));
            steps.add(new Passed("步骤" + (i + 1), from, from.plus(each), true, 1, null, List.of("记录" + (i + 1))));
        }
        return steps;
    }

    Noticed through(Channel other) {
        return new Noticed(other, bundle, place, announced, handedInAt, dueOn, steps, findings);
    }

    Noticed of(String aBundle) {
        return new Noticed(channel, aBundle, place, announced, handedInAt, dueOn, steps, findings);
    }

    Noticed told() {
        return new Noticed(channel, bundle, place, true, handedInAt, dueOn, steps, findings);
    }

    Noticed handedIn(Instant at) {
        return new Noticed(channel, bundle, place, announced, at, dueOn, steps, findings);
    }

    Noticed due(LocalDate day) {
        return new Noticed(channel, bundle, place, announced, handedInAt, day, steps, findings);
    }

    Noticed with(List<Passed> others) {
        return new Noticed(channel, bundle, place, announced, handedInAt, dueOn, List.copyOf(others), findings);
    }

    Noticed finding(Found... others) {
        return new Noticed(channel, bundle, place, announced, handedInAt, dueOn, steps, List.of(others));
    }

    Walked walked() {
        return new Walked("wlk_one", WALKER, "210100-HRSS", List.of("210000", "210100", "210100-HRSS"), new ServiceItemRef("1121", "企业职工参保登记"),
                bundle == null ? List.of() : List.of(bundle), channel,
                place, announced, NINE, steps.getLast().finishedAt(), handedInAt, dueOn, steps, findings, List.of());
    }

    /** Knows nothing but what it is given. */
    record Told(List<Print> around, Optional<Copy> nearest, Optional<Sighting> seen, long late, long all, long complaints) implements Known {

        static Told nothing() {
            return new Told(List.of(), Optional.empty(), Optional.empty(), 0, 0, 0);
        }

        Told around(Print... others) {
            return new Told(List.of(others), nearest, seen, late, all, complaints);
        }

        Told nearest(Copy copy) {
            return new Told(around, Optional.of(copy), seen, late, all, complaints);
        }

        Told seen(Sighting sighting) {
            return new Told(around, nearest, Optional.of(sighting), late, all, complaints);
        }

        Told ended(long lateOnes, long altogether) {
            return new Told(around, nearest, seen, lateOnes, altogether, complaints);
        }

        Told complaints(long count) {
            return new Told(around, nearest, seen, late, all, count);
        }

        @Override
        public List<Print> around() {
            return around;
        }

        @Override
        public Optional<Copy> nearest(AuthenticityPolicy.Copy policy) {
            return nearest;
        }

        @Override
        public Optional<Sighting> seen(AuthenticityPolicy.Photo policy) {
            return seen;
        }

        @Override
        public long ended(LocalDate from, LocalDate to) {
            return Duration.between(from.atStartOfDay(), to.atStartOfDay()).toDays() < POLICY.cluster().days() ? late : all;
        }

        @Override
        public long complaints(Instant from, Instant to) {
            return complaints;
        }
    }
}
