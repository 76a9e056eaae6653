package cn.tiyan.experiencer.roster;

import cn.tiyan.experiencer.experiencer.Disclosure;
import cn.tiyan.experiencer.experiencer.DisclosureSource;
import cn.tiyan.experiencer.experiencer.Serving;
import cn.tiyan.experiencer.experiencer.Serving.Member;
import cn.tiyan.experiencer.experiencer.Serving.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Who is on submitted rosters. */
@Component
class RosterPages implements DisclosureSource {

    private final MongoTemplate mongo;
    private final Serving serving;

    RosterPages(MongoTemplate mongo, Serving serving) {
        this.mongo = mongo;
        this.serving = serving;
    }

    /** Keeps who is on a roster under this name. */
    void freeze(String rosterId, String freeze, List<Member> members, Instant at) {
        List<RosterPage> pages = new ArrayList<>();
        for (int from = 0; from < members.size(); from += RosterPage.SIZE) {
            pages.add(new RosterPage(freeze + "/" + from, rosterId, freeze, at, from + 1, members.subList(from, Math.min(from + RosterPage.SIZE, members.size())).stream()
                    .map(member -> new RosterPage.Entry(member.id(), member.unit(), member.category(), member.ageBand(), member.field(), member.certificate())).toList()));
        }
        mongo.insert(pages, RosterPage.class);
    }

    /** Removes what was kept under any other name by a submission that died; one under way is younger. */
    void forgetAllBut(String rosterId, Collection<String> freezes, Instant before) {
        mongo.remove(Query.query(Criteria.where("rosterId").is(rosterId).and("freeze").nin(freezes).and("at").lt(before)), RosterPage.class);
    }

    void forget(String rosterId, String freeze) {
        mongo.remove(Query.query(Criteria.where("rosterId").is(rosterId).and("freeze").is(freeze)), RosterPage.class);
    }

    Set<String> ids(String freeze) {
        Set<String> ids = new HashSet<>();
        Query query = Query.query(Criteria.where("freeze").is(freeze));
        mongo.find(query, RosterPage.class).forEach(page -> page.entries().forEach(entry -> ids.add(entry.experiencerId())));
        return ids;
    }

    /**
     * Lines from a place on, under their names of today.
     *
     * @param place of the first, from 1
     */
    List<RosterLine> lines(String freeze, int place, int limit) {
        int firstOfPage = (place - 1) / RosterPage.SIZE * RosterPage.SIZE + 1;
        int last = place + limit - 1;
        List<RosterPage> pages = mongo.find(Query.query(Criteria.where("freeze").is(freeze).and("first").gte(firstOfPage).lte(last)).with(Sort.by("first")), RosterPage.class);
        List<RosterLine> bare = new ArrayList<>();
        for (RosterPage page : pages) {
            for (int at = 0; at < page.entries().size(); at++) {
                int here = page.first() + at;
                if (here >= place && here <= last) {
                    var entry = page.entries().get(at);
                    bare.add(new RosterLine(here, entry.experiencerId(), null, null, entry.category(), entry.ageBand(), entry.field(), entry.unit(), entry.certificate()));
                }
            }
        }
        Map<String, Person> people = serving.people(bare.stream().map(RosterLine::experiencerId).toList());
        return bare.stream().map(line -> {
            Person person = people.get(line.experiencerId());
            return person == null ? line : new RosterLine(line.place(), line.experiencerId(), person.name(), person.phone(), line.category(), line.ageBand(), line.field(),
                    line.unit(), line.certificate());
        }).toList();
    }

    /** All lines, a page at a time. */
    Iterator<RosterLine> all(String freeze) {
        return new Iterator<>() {

            private List<RosterLine> page = lines(freeze, 1, RosterPage.SIZE);
            private int at;

            @Override
            public boolean hasNext() {
                if (at == page.size() && at == RosterPage.SIZE) {
                    page = lines(freeze, page.getLast().place() + 1, RosterPage.SIZE);
                    at = 0;
                }
                return at < page.size();
            }

            @Override
            public RosterLine next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return page.get(at++);
            }
        };
    }

    void disclosed(RosterDisclosure disclosure) {
        mongo.insert(disclosure);
    }

    @Override
    public List<Disclosure> disclosures(String experiencerId, int most) {
        Query on = Query.query(Criteria.where("entries.experiencerId").is(experiencerId));
        List<String> freezes = mongo.findDistinct(on, "freeze", RosterPage.class, String.class);
        if (freezes.isEmpty()) {
            return List.of();
        }
        return mongo.find(Query.query(Criteria.where("freeze").in(freezes)).with(Sort.by(Sort.Direction.DESC, "at")).limit(most), RosterDisclosure.class).stream()
                .map(disclosure -> new Disclosure(disclosure.at(), disclosure.by(), disclosure.byUnit(), "姓名、手机号码（导出名单）", disclosure.reason())).toList();
    }
}
