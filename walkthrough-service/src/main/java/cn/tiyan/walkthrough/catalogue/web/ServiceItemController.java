package cn.tiyan.walkthrough.catalogue.web;

import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.platform.web.Prose;
import cn.tiyan.walkthrough.catalogue.ItemFilter;
import cn.tiyan.walkthrough.catalogue.ServiceItem;
import cn.tiyan.walkthrough.catalogue.ServiceItems;
import cn.tiyan.walkthrough.catalogue.ServiceItems.AsOf;
import cn.tiyan.walkthrough.catalogue.web.ItemView.EditionView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The catalogue of service items over HTTP. Everybody signed in reads all of their province; office clerks, department clerks and
 * administrators change what belongs to their own subtree, and are refused with 403 elsewhere. A change says in If-Match which
 * version it is meant for; days are days of China.
 */
@RestController
@RequestMapping("/api/v1/service-items")
@Tag(name = "事项目录")
class ServiceItemController {

    private static final String PATH = "/api/v1/service-items/";
    private static final String REQUIRED = "必填";

    private final ServiceItems items;

    ServiceItemController(ServiceItems items) {
        this.items = items;
    }

    /**
     * A new item.
     *
     * @param unit code of the unit that provides it
     * @param from first day on which it is provided; today where absent, never later
     */
    record AddItem(
            @NotNull(message = REQUIRED) @Pattern(regexp = ItemFilter.UNIT, message = ItemFilter.NO_UNIT) String unit,
            @NotNull(message = REQUIRED) @Pattern(regexp = ItemFilter.CODE, message = ItemFilter.NO_CODE) String code,
            @Nullable LocalDate from,
            @NotNull(message = REQUIRED) @Valid ItemBody content) {
    }

    /**
     * 变更: the whole content, as it is from a day on.
     *
     * @param from today where absent; never later, nor before the version that holds now
     */
    record ChangeItem(@Nullable LocalDate from, @NotNull(message = REQUIRED) @Valid ItemBody content) {
    }

    /**
     * 取消.
     *
     * @param from first day on which it is not provided any more; today where absent
     */
    record WithdrawItem(@Nullable LocalDate from, @Nullable @Prose String reason) {
    }

    /** The catalogue, newest first: by words of the name or by code, unit subtree, kind, theme, and flags. Withdrawn items only where asked for. */
    @GetMapping
    @Operation(summary = "检索事项目录", description = "本省登录人员均可查看；q 按词检索事项名称，也可以是完整的事项编码")
    Page<ItemView.Line> page(@ParameterObject @Valid @ModelAttribute ItemFilter filter,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "应为 1 至 200") @Max(value = 200, message = "应为 1 至 200") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return items.page(filter, limit, after, caller).map(ItemView.Line::of);
    }

    /**
     * One item.
     *
     * @param on as it was on this day; as it is now, where absent. 404 for a day before it was provided
     */
    @GetMapping("/{id}")
    @Operation(summary = "查看一个事项", description = "on 为日期时，查看当日有效的内容")
    ResponseEntity<ItemView> get(@PathVariable String id, @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on,
            Caller caller) {
        AsOf asOf = items.asOf(id, on, caller);
        return IfMatch.tagged(asOf.item(), ItemView.of(asOf));
    }

    /** The versions of its content, newest first. */
    @GetMapping("/{id}/editions")
    @Operation(summary = "分页查看事项的历次内容")
    Page<EditionView> editions(@PathVariable String id,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "应为 1 至 200") @Max(value = 200, message = "应为 1 至 200") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return items.editions(id, limit, after, caller).map(EditionView::of);
    }

    /** Who changed what and when, oldest first. */
    @GetMapping("/{id}/history")
    @Operation(summary = "查看事项的变更记录")
    List<HistoryEntry> history(@PathVariable String id, Caller caller) {
        return items.get(id, caller).history();
    }

    /** Adds an item. 201; 200 where the unit has it already with the very same content, so that a request may be repeated without a key. */
    @PostMapping
    @Operation(summary = "新增事项")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ItemView> add(@Valid @RequestBody AddItem command, Caller caller) {
        ServiceItems.Added added = items.add(command.unit(), command.code(), command.content().content(), command.from(), caller);
        return IfMatch.begun(added.fresh(), PATH + added.item().id(), answer(added.item()));
    }

    /** 变更, or 恢复 of one that was withdrawn: a new version, unless it says the same already. */
    @PutMapping("/{id}")
    @Operation(summary = "变更或恢复事项", description = "内容整体替换，产生新版本；内容没有变化的不产生新版本")
    ResponseEntity<ItemView> change(@PathVariable String id, IfMatch version, @Valid @RequestBody ChangeItem command, Caller caller) {
        return answer(items.change(id, command.content().content(), command.from(), version.version(), caller));
    }

    /** 取消: it stays readable, for what was walked. */
    @PostMapping("/{id}/withdraw")
    @Operation(summary = "取消事项")
    ResponseEntity<ItemView> withdraw(@PathVariable String id, IfMatch version, @Valid @RequestBody WithdrawItem command, Caller caller) {
        return answer(items.withdraw(id, command.from(), command.reason(), version.version(), caller));
    }

    private static ResponseEntity<ItemView> answer(ServiceItem item) {
        return IfMatch.tagged(item, ItemView.of(new AsOf(item, item.edition(), item.firstDay(), item.content(), item.withdrawnFrom() != null)));
    }
}
