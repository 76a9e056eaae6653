package cn.tiyan.experiencer.contribution;

import cn.tiyan.experiencer.experiencer.Experiencer;
import cn.tiyan.experiencer.experiencer.ExperiencerStatus;
import cn.tiyan.experiencer.experiencer.Term;
import cn.tiyan.experiencer.report.ExperienceReport;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.time.China;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What came of one experiencer's work: a row folded from what others write, and folded anew from them whenever that changes. What
 * it says of a report is that report's newest state it has seen, so nothing counts twice and what was reopened counts no more. It
 * keeps no history of its own: what it rests on has one.
 */
@Document("contribution")
@CompoundIndex(name = "contributed", def = "{within: 1, lastContributedAt: -1}", partialFilter = "{lastContributedAt: {$exists: true}}")
@CompoundIndex(name = "asleep", def = "{within: 1, appointed: 1, lastActiveAt: 1, _id: 1, termTo: 1}")
@CompoundIndex(name = "appointed", def = "{within: 1, appointed: 1, termTo: 1}")
@CompoundIndex(name = "own", def = "{owner: 1, createdAt: -1, _id: -1}")
class Contribution extends Aggregate {

    private static final String PREFIX = "con";

    private String experiencerId;
    private boolean appointed;
    private @Nullable String termTo;
    private Map<String, Account> reports = new HashMap<>();
    private Map<String, Published> publicity = new HashMap<>();
    /** On which days each kind of thing counts, as days since 1970, ascending: all that an answer over a period reads. */
    private Map<FactKind, List<Integer>> days = new EnumMap<>(FactKind.class);
    private @Nullable Instant lastContributedAt;
    private Instant lastActiveAt;

    /** What a report came to. */
    record Account(long version, List<Fact> facts) {
    }

    /** A publicity record, by the sequence of its newest event. */
    record Published(long sequence, String on, boolean withdrawn) {
    }

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected Contribution() {
    }

    /** The row of an experiencer of whose work nothing is known yet. */
    Contribution(Experiencer experiencer, Instant at) {
        super(idFor(experiencer.id()), experiencer.unit(), experiencer.within(), at);
        this.experiencerId = experiencer.id();
        Term term = experiencer.term();
        this.lastActiveAt = term == null ? experiencer.createdAt() : China.begins(term.from());
        follow(experiencer);
    }

    static String idFor(String experiencerId) {
        return Ids.derived(PREFIX, experiencerId);
    }

    /**
     * Takes over whose row it is. Nobody is asleep before they could have begun.
     *
     * @return false if nothing changed
     */
    final boolean follow(Experiencer experiencer) {
        boolean serves = experiencer.status() == ExperiencerStatus.APPOINTED;
        Term term = experiencer.term();
        String until = term == null ? null : term.to().toString();
        boolean same = appointed == serves && Objects.equals(termTo, until) && Objects.equals(owner(), experiencer.owner())
                && within().equals(experiencer.within());
        appointed = serves;
        termTo = until;
        ownedBy(experiencer.owner());
        belongsTo(experiencer.unit(), experiencer.within());
        return (serves && term != null && active(China.begins(term.from()))) | !same;
    }

    /** @return false if this state of the report, or a later one, was entered before */
    boolean enter(ExperienceReport report) {
        Account before = reports.get(report.id());
        if (before != null && before.version() >= report.version()) {
            return false;
        }
        reports.put(report.id(), new Account(report.version(), Fact.of(report)));
        active(report.createdAt());
        count();
        return true;
    }

    /** @return false if this event of the record, or a later one, was heard before */
    boolean published(String publicityId, long sequence, LocalDate on, boolean withdrawn, Instant at) {
        Published before = publicity.get(publicityId);
        if (before != null && before.sequence() >= sequence) {
            return false;
        }
        publicity.put(publicityId, new Published(sequence, on.toString(), withdrawn));
        active(at);
        count();
        return true;
    }

    /** @return false if something later is known */
    boolean active(Instant at) {
        Instant moment = at.truncatedTo(ChronoUnit.MILLIS);
        if (!moment.isAfter(lastActiveAt)) {
            return false;
        }
        lastActiveAt = moment;
        return true;
    }

    /** Each thing once: a class of findings as of when it was first solved, or where it never was, first settled. */
    private void count() {
        Map<String, Fact> once = new LinkedHashMap<>();
        Stream.concat(reports.values().stream().flatMap(account -> account.facts().stream()),
                        publicity.entrySet().stream().filter(entry -> !entry.getValue().withdrawn())
                                .map(entry -> new Fact(FactKind.PUBLICITY, entry.getValue().on(), entry.getKey())))
                .forEach(fact -> once.merge(fact.kind() + "\n" + fact.what(), fact, (one, other) -> one.on().compareTo(other.on()) <= 0 ? one : other));
        days = new EnumMap<>(FactKind.class);
        lastContributedAt = null;
        once.values().stream().map(fact -> {
            Fact solved = fact.kind() == FactKind.SETTLED_CLASS ? once.get(FactKind.SOLVED_CLASS + "\n" + fact.what()) : null;
            return solved == null ? fact : new Fact(fact.kind(), solved.on(), fact.what());
        }).sorted(Comparator.comparing(Fact::on)).forEach(fact -> {
            LocalDate day = LocalDate.parse(fact.on());
            days.computeIfAbsent(fact.kind(), _ -> new ArrayList<>()).add((int) day.toEpochDay());
            lastContributedAt = China.begins(day);
        });
    }

    int count(FactKind kind) {
        return days.getOrDefault(kind, List.of()).size();
    }

    String experiencerId() {
        return experiencerId;
    }

    /** The last day of the term; null unless appointed at some time. */
    @Nullable String termTo() {
        return termTo;
    }

    Instant lastActiveAt() {
        return lastActiveAt;
    }
}
