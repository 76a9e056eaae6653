package cn.tiyan.walkthrough.post;

import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.security.Caller;
import java.time.Instant;
import java.util.List;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** Who holds which posts: one for each account, kept by the office. It belongs to that person's unit. */
@Document("post-holder")
@CompoundIndex(name = "list", def = "{within: 1, createdAt: -1, _id: -1}")
public class PostHolder extends Aggregate {

    private static final String PREFIX = "pst";

    private String account;
    private List<Post> posts;

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected PostHolder() {
    }

    PostHolder(String account, Unit unit, List<Post> posts, Caller by, Instant at) {
        super(idOf(account), unit.code(), unit.within(), at);
        this.account = account;
        this.posts = List.copyOf(posts);
        noted(by, "assign-posts", words(), at);
    }

    /** The id that always belongs to this account. */
    static String idOf(String account) {
        return Ids.derived(PREFIX, account);
    }

    void assign(Unit unit, List<Post> posts, Caller by, Instant at) {
        belongsTo(unit.code(), unit.within());
        this.posts = List.copyOf(posts);
        noted(by, "assign-posts", words(), at);
    }

    private String words() {
        return posts.isEmpty() ? "无任职窗口" : String.join("；", posts.stream().map(post -> post.unit() + " " + post.window()).toList());
    }

    /** Whose posts. */
    public String account() {
        return account;
    }

    /** Past ones as well: walks of those days are judged by them. */
    public List<Post> posts() {
        return List.copyOf(posts);
    }
}
