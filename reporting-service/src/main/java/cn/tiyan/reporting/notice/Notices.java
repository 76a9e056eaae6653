package cn.tiyan.reporting.notice;

import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.aggregate.PageKey;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.storage.Duplicates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** Inboxes, and what is on its way out of them. */
@Component
public class Notices {

    private static final int MOST_COUNTED = 5000;

    private final MongoTemplate mongo;
    private final Readers readers;
    private final Clock clock;

    Notices(MongoTemplate mongo, Readers readers, Clock clock) {
        this.mongo = mongo;
        this.readers = readers;
        this.clock = clock;
    }

    /**
     * What somebody is to be told.
     *
     * @param key of what it tells: told again under the same key, it is there once
     * @param link path of what it is about
     */
    record Tidings(NoticeKind kind, String key, String title, String text, @Nullable String link, @Nullable Figures figures) {
    }

    /**
     * Tells everybody in a unit whom it is for. It may be done again: what is there already is left alone.
     *
     * @return how many are told
     */
    int tell(String unit, Tidings tidings) {
        List<Readers.Recipient> recipients = readers.of(unit, tidings.kind().roles());
        tell(recipients, tidings);
        return recipients.size();
    }

    /** First the inboxes, then what is sent: whoever dies between the two is made to do both again. */
    void tell(List<Readers.Recipient> recipients, Tidings tidings) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant expires = now.plus(Duration.ofDays(readers.policy().keepDays()));
        List<Notice> notices = new ArrayList<>();
        List<Dispatch> dispatches = new ArrayList<>();
        for (Readers.Recipient to : recipients) {
            String id = Ids.derived("ntc", to.account() + "\n" + tidings.kind() + "\n" + tidings.key());
            notices.add(new Notice(id, to.account(), to.unit(), tidings.kind(), tidings.title(), tidings.text(), tidings.link(), tidings.figures(), now, true, null, expires));
            if (to.choice().kinds().contains(tidings.kind())) {
                for (ChannelKind channel : to.choice().channels()) {
                    dispatches.add(new Dispatch(Ids.derived("ntd", id + "\n" + channel), id, to.account(), to.unit(), channel, tidings.title(), sent(tidings),
                            Dispatch.State.WAITING, 0, now, null, now, null, expires));
                }
            }
        }
        Duplicates.insertNew(mongo, Notice.class, notices);
        Duplicates.insertNew(mongo, Dispatch.class, dispatches);
    }

    private String sent(Tidings tidings) {
        return tidings.text() + (tidings.link() == null ? "" : "\n\n" + readers.policy().linkBase() + tidings.link());
    }

    // ---- the inbox ----

    /** Only the caller's own, and only what they were told as a member of the unit they are in now. */
    private static Criteria own(Caller caller) {
        return Criteria.where("account").is(caller.account()).and("unit").is(caller.unit());
    }

    /**
     * One page of the caller's inbox, newest first.
     *
     * @param limit 1 to 200
     */
    public Page<Notice> inbox(boolean unread, @Nullable NoticeKind kind, int limit, @Nullable String after, Caller caller) {
        readers.seen(caller);
        Criteria criteria = own(caller);
        if (kind != null) {
            criteria = criteria.and("kind").is(kind);
        }
        if (unread) {
            criteria = criteria.and("unread").is(true);
        }
        return page(Notice.class, criteria, limit, after, notice -> new PageKey("at", notice.at(), notice.id()));
    }

    private <T> Page<T> page(Class<T> type, Criteria criteria, int limit, @Nullable String after, java.util.function.Function<T, PageKey> key) {
        var wanted = after == null ? criteria : new Criteria().andOperator(criteria, PageKey.parse(after, "at").further(Sort.Direction.DESC));
        List<T> found = mongo.find(Query.query(wanted).with(Sort.by(Sort.Direction.DESC, "at", "_id")).limit(limit + 1), type);
        return Page.of(found, limit, item -> key.apply(item).toString());
    }

    /** How many of each kind are unread; of more than five thousand, those are counted. Kinds without any are left out. Read from an index alone. */
    public Map<NoticeKind, Integer> unread(Caller caller) {
        readers.seen(caller);
        Map<NoticeKind, Integer> counts = new TreeMap<>();
        mongo.getCollection(mongo.getCollectionName(Notice.class)).aggregate(List.of(
                new Document("$match", new Document("account", caller.account()).append("unit", caller.unit()).append("unread", true)),
                new Document("$limit", MOST_COUNTED),
                new Document("$group", new Document("_id", "$kind").append("number", new Document("$sum", 1))))).hintString("unread-by-kind")
                .forEach(group -> counts.put(NoticeKind.valueOf(group.getString("_id")), group.getInteger("number")));
        return counts;
    }

    /**
     * Marks one as read; done again, it changes nothing, so there is no version to name.
     *
     * @throws Refusal not found in the caller's inbox
     */
    public Notice read(String id, Caller caller) {
        Readers.mayRead(caller);
        mongo.updateFirst(Query.query(own(caller).and("_id").is(id).and("unread").is(true)), readNow(), Notice.class);
        Notice notice = mongo.findOne(Query.query(own(caller).and("_id").is(id)), Notice.class);
        if (notice == null) {
            throw Refusal.notFound("未找到该通知：" + id);
        }
        return notice;
    }

    /** Marks everything as read that came until then; what comes while this runs stays unread. */
    public long readAll(Instant until, Caller caller) {
        Readers.mayRead(caller);
        return mongo.updateMulti(Query.query(own(caller).and("kind").in((Object[]) NoticeKind.values()).and("unread").is(true).and("at").lte(until)), readNow(), Notice.class)
                .getModifiedCount();
    }

    private Update readNow() {
        return new Update().unset("unread").set("readAt", clock.instant());
    }

    // ---- the outbox ----

    /**
     * One page of what was sent or is to be, newest first, for OPERATOR.
     *
     * @param limit 1 to 200
     */
    public Page<Dispatch> outbox(@Nullable ChannelKind channel, Dispatch.@Nullable State state, int limit, @Nullable String after, Caller caller) {
        caller.require(Role.OPERATOR);
        var criteria = new Criteria();
        if (channel != null) {
            criteria = criteria.and("channel").is(channel);
        }
        if (state != null) {
            criteria = criteria.and("state").is(state);
        }
        return page(Dispatch.class, criteria, limit, after, dispatch -> new PageKey("at", dispatch.at(), dispatch.id()));
    }

    /**
     * Takes one that is to be sent; nobody else gets it before the lease is over. Its tries tell whose lease it is.
     *
     * @param lease longer than a channel takes
     */
    @Nullable Dispatch take(ChannelKind channel, Duration lease) {
        Instant now = clock.instant();
        return mongo.findAndModify(Query.query(Criteria.where("channel").is(channel).and("sendAt").lte(now)).with(Sort.by("sendAt")),
                new Update().set("sendAt", now.plus(lease)).inc("tries", 1), FindAndModifyOptions.options().returnNew(true), Dispatch.class);
    }

    /** It is over with it, one way or the other. */
    void settled(Dispatch dispatch, Dispatch.State state, @Nullable String problem) {
        var update = new Update().set("state", state).unset("sendAt");
        if (state == Dispatch.State.SENT) {
            update.set("sentAt", clock.instant());
        }
        write(dispatch, problem == null ? update.unset("problem") : update.set("problem", problem));
    }

    /** It is tried again at that time. */
    void again(Dispatch dispatch, Instant at, String problem) {
        write(dispatch, new Update().set("sendAt", at).set("problem", problem));
    }

    private void write(Dispatch dispatch, Update update) {
        mongo.updateFirst(Query.query(Criteria.where("_id").is(dispatch.id()).and("tries").is(dispatch.tries())), update, Dispatch.class);
    }
}
