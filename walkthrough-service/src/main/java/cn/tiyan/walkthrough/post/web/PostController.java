package cn.tiyan.walkthrough.post.web;

import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.platform.web.Line;
import cn.tiyan.walkthrough.post.Post;
import cn.tiyan.walkthrough.post.PostHolder;
import cn.tiyan.walkthrough.post.Posts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Who serves at which window, so that nobody walks their own (利益回避). Kept by the office; an account nobody has said anything of
 * has no posts and the ETag {@code "0"}.
 */
@RestController
@RequestMapping("/api/v1/walkthroughs/posts")
@Tag(name = "任职窗口登记")
class PostController {

    private static final String REQUIRED = "必填";
    private static final String ACCOUNT = "[0-9A-Za-z._@-]{1,64}";
    private static final String AN_ACCOUNT = "应为 1 至 64 位账号";
    private static final String UNIT = "\\d{6}(-[A-Z0-9]{1,16})?";
    private static final String A_UNIT = "应为单位编码，例如 210100-HRSS";

    private final Posts posts;

    PostController(Posts posts) {
        this.posts = posts;
    }

    /**
     * All posts of one account.
     *
     * @param unit code of the person's unit
     * @param posts none where the person serves at no window
     */
    record Assign(@NotNull(message = REQUIRED) @Pattern(regexp = UNIT, message = A_UNIT) String unit,
            @NotNull(message = REQUIRED) @Size(max = 20, message = "最多 20 项任职") List<@NotNull(message = REQUIRED) @Valid Held> posts) {
    }

    /**
     * One post.
     *
     * @param unit code of the unit it belongs to; absent for the person's own
     * @param window what it is called there
     * @param items codes of the service items it handles; absent or empty for all of that unit's
     * @param from first day
     * @param to last day; absent for until further notice
     */
    record Held(@Nullable @Pattern(regexp = UNIT, message = A_UNIT) String unit,
            @NotNull(message = REQUIRED) @Line String window,
            @Nullable @Size(max = 200, message = "最多 200 个事项") List<@NotNull(message = REQUIRED)
                    @Pattern(regexp = "[0-9A-Za-z._-]{1,64}", message = "应为 1 至 64 位数字或字母") String> items,
            @NotNull(message = REQUIRED) LocalDate from,
            @Nullable LocalDate to) {

        Posts.Wanted wanted() {
            return new Posts.Wanted(unit, window, items == null ? List.of() : items, from, to);
        }
    }

    /**
     * What is known of an account.
     *
     * @param unit code of the person's unit; absent where nothing was said yet
     * @param posts past ones as well
     */
    record HolderView(String account, @Nullable String unit, List<Post> posts) {

        static HolderView of(PostHolder holder) {
            return new HolderView(holder.account(), holder.unit(), holder.posts());
        }
    }

    /** Says which posts an account holds, all of them; If-Match {@code "0"} the first time. 422 {@code post-outside-subtree}, {@code post-ends-before-start}. */
    @PutMapping("/{account}")
    @Operation(summary = "登记某账号的任职窗口（整体替换）")
    ResponseEntity<HolderView> assign(@PathVariable @Pattern(regexp = ACCOUNT, message = AN_ACCOUNT) String account, IfMatch version,
            @Valid @RequestBody Assign body, Caller caller) {
        PostHolder holder = posts.assign(account, version.version(), body.unit(), body.posts().stream().map(Held::wanted).toList(), caller);
        return IfMatch.tagged(holder, HolderView.of(holder));
    }

    /** The posts of one account; for offices, clerks and leaders of its line, and for the person. */
    @GetMapping("/{account}")
    @Operation(summary = "查看某账号的任职窗口")
    ResponseEntity<HolderView> get(@PathVariable @Pattern(regexp = ACCOUNT, message = AN_ACCOUNT) String account, Caller caller) {
        return posts.find(account, caller).map(holder -> IfMatch.tagged(holder, HolderView.of(holder)))
                .orElseGet(() -> ResponseEntity.ok().eTag("\"0\"").body(new HolderView(account, null, List.of())));
    }

    /**
     * Accounts with posts of the caller's unit and those below it, newest first.
     *
     * @param limit 1 to 200
     * @param after {@code next} of the page before
     */
    @GetMapping
    @Operation(summary = "分页查看任职窗口登记")
    Page<HolderView> page(
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "每页 1 至 200 条") @Max(value = 200, message = "每页 1 至 200 条") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return posts.page(limit, after, caller).map(HolderView::of);
    }
}
