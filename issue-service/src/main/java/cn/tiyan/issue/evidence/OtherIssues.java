package cn.tiyan.issue.evidence;

import cn.tiyan.issue.issue.Issue;
import cn.tiyan.platform.security.Caller;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Finds the same evidence on other issues: one photo that closes two of them calls for a look. Nothing is written for it; the
 * issues' own index on {@code evidence.sha256} answers, so that both show it.
 */
@Component
class OtherIssues {

    /** So many are named; the count goes on. */
    static final int MOST_NAMED = 20;
    /** A content on more issues than that is no coincidence any more, and not counted to the end. */
    static final int MOST_COUNTED = 1000;
    private static final String CONTENT = "evidence.sha256";
    private static final Document JUST_THE_ID = new Document("_id", 1);

    private final MongoTemplate mongo;

    OtherIssues(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** The other issues that one content is on, by that content's SHA-256; only contents that are on another one appear. */
    Map<String, AlsoOn> with(Collection<String> contents, String issueId, Caller caller) {
        if (contents.isEmpty() || !any(contents, issueId)) {
            return Map.of();
        }
        Map<String, Long> counts = counts(contents, issueId);
        if (counts.isEmpty()) {
            return Map.of();
        }
        var named = new HashMap<String, List<AlsoOn.Other>>();
        var query = Query.query(caller.sees().and(CONTENT).in(counts.keySet()).and("_id").ne(issueId))
                .limit(MOST_NAMED * counts.size());
        query.fields().include("number", CONTENT);
        for (Document issue : mongo.find(query, Document.class, mongo.getCollectionName(Issue.class))) {
            var other = new AlsoOn.Other(issue.getString("_id"), issue.getString("number"));
            issue.getList("evidence", Document.class).stream().map(piece -> piece.getString("sha256")).filter(counts::containsKey)
                    .map(content -> named.computeIfAbsent(content, none -> new ArrayList<>()))
                    .filter(others -> others.size() < MOST_NAMED && !others.contains(other))
                    .forEach(others -> others.add(other));
        }
        var found = new HashMap<String, AlsoOn>();
        counts.forEach((content, count) -> found.put(content, new AlsoOn(count, List.copyOf(named.getOrDefault(content, List.of())))));
        return found;
    }

    /** Whether this content is on another issue, seen by the caller or not. Hardly ever, and then the index alone says so at once. */
    boolean any(String content, String issueId) {
        Document one = issues().find(new Document(CONTENT, content)).projection(JUST_THE_ID).first();
        return one != null && (!one.getString("_id").equals(issueId) || any(Set.of(content), issueId));
    }

    /**
     * Asked first, as it costs half of counting. By the contents alone, or the database would try its identifiers as well before it
     * answers.
     */
    private boolean any(Collection<String> contents, String issueId) {
        List<Document> two = issues().find(new Document(CONTENT, new Document("$in", contents))).projection(JUST_THE_ID).limit(2)
                .into(new ArrayList<>());
        return two.stream().anyMatch(issue -> !issue.getString("_id").equals(issueId));
    }

    private MongoCollection<Document> issues() {
        return mongo.getCollection(mongo.getCollectionName(Issue.class));
    }

    /** An issue has a content once, so that counting pieces counts issues. */
    private Map<String, Long> counts(Collection<String> contents, String issueId) {
        var matching = new Document(CONTENT, new Document("$in", contents));
        var counts = new HashMap<String, Long>();
        for (Document count : issues().aggregate(List.of(
                new Document("$match", new Document(matching).append("_id", new Document("$ne", issueId))),
                new Document("$limit", MOST_COUNTED * contents.size()),
                new Document("$project", new Document(CONTENT, 1)),
                new Document("$unwind", "$evidence"),
                new Document("$match", matching),
                new Document("$group", new Document("_id", "$" + CONTENT).append("count", new Document("$sum", 1L)))))) {
            counts.put(count.getString("_id"), count.getLong("count"));
        }
        return counts;
    }
}
