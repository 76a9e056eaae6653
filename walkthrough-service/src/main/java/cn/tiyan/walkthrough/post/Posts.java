package cn.tiyan.walkthrough.post;

import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Who serves at which window: kept by the office, asked before anybody walks. */
@Component
public class Posts implements Conflicts {

    private final AggregateStore store;
    private final Organisation organisation;
    private final Clock clock;

    Posts(AggregateStore store, Organisation organisation, Clock clock) {
        this.store = store;
        this.organisation = organisation;
        this.clock = clock;
    }

    /**
     * A post as it is handed in.
     *
     * @param unit code; null for the person's own unit
     * @param to null for until further notice
     */
    public record Wanted(@Nullable String unit, String window, List<String> items, LocalDate from, @Nullable LocalDate to) {
    }

    /**
     * Says which posts an account holds, all of them.
     *
     * @param version the version the caller decided on; 0 where nothing was said of the account yet
     * @param unit code of the person's unit
     * @throws Refusal {@code post-outside-subtree}, {@code post-ends-before-start}; stale
     * @throws UnknownReference if there is no such unit
     */
    public PostHolder assign(String account, long version, String unit, List<Wanted> wanted, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        Unit home = within(caller, "unit", unit);
        List<Post> posts = new ArrayList<>();
        for (Wanted post : wanted) {
            String field = "posts[" + posts.size() + "].";
            Unit at = post.unit() == null ? home : within(caller, field + "unit", post.unit());
            LocalDate to = post.to();
            if (to != null && to.isBefore(post.from())) {
                throw Refusal.rule("post-ends-before-start", field + "to", "任职结束日期不能早于开始日期");
            }
            posts.add(Post.of(at.code(), post.window(), post.items(), post.from(), to));
        }
        if (version > 0) {
            return store.change(PostHolder.class, PostHolder.idOf(account), caller, version, holder -> holder.assign(home, posts, caller, clock.instant()));
        }
        try {
            return store.insert(new PostHolder(account, home, posts, caller, clock.instant()));
        } catch (DuplicateKeyException e) {
            throw Refusal.stale();
        }
    }

    private Unit within(Caller caller, String field, String code) {
        Unit unit = organisation.require(field, code);
        if (!unit.isWithin(caller.unit())) {
            throw Refusal.rule("post-outside-subtree", field, "只能登记本单位及下级单位的任职情况，" + unit.name() + "不在其中");
        }
        return unit;
    }

    /** What was said of this account, if the caller may see it; everybody sees their own. Empty where nothing was said. */
    public Optional<PostHolder> find(String account, Caller caller) {
        Optional<PostHolder> found = store.find(PostHolder.class, PostHolder.idOf(account));
        if (caller.account().equals(account)) {
            return found;
        }
        caller.require(Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK, Role.LEADER);
        return found.map(holder -> store.get(PostHolder.class, holder.id(), caller));
    }

    /** Those of the caller's unit and below it, newest first. */
    public Page<PostHolder> page(int limit, @Nullable String after, Caller caller) {
        caller.require(Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK, Role.LEADER);
        return store.page(PostHolder.class, caller.sees(), limit, after);
    }

    @Override
    public void refuseOwnWindow(Collection<Walk> walks) {
        List<String> ids = walks.stream().map(walk -> PostHolder.idOf(walk.account())).distinct().toList();
        Map<String, PostHolder> holders = new HashMap<>();
        store.findAll(PostHolder.class, ids).forEach(holder -> holders.put(holder.account(), holder));
        for (Walk walk : walks) {
            PostHolder holder = holders.get(walk.account());
            if (holder != null) {
                holder.posts().stream().filter(post -> post.heldOn(walk.day()) && isAt(post, walk)).findFirst().ifPresent(post -> {
                    throw Refusal.rule("own-window", walk.field(), "走流程人员当日在" + nameOf(post.unit()) + "“" + post.window()
                            + "”任职，不能走自己窗口（岗位）办理的事项，请改由他人走，或到其他单位的窗口走");
                });
            }
        }
    }

    /** Whether the walk leads to that post. Where a walk names only a unit above, it is the item that tells. */
    private boolean isAt(Post post, Walk walk) {
        boolean same = post.unit().equals(walk.unit());
        if (post.names(walk.item())) {
            return same || organisation.find(post.unit()).map(unit -> unit.isWithin(walk.unit())).orElse(false);
        }
        return same && post.items().isEmpty();
    }

    private String nameOf(String unit) {
        return organisation.find(unit).map(Unit::name).orElse(unit);
    }
}
