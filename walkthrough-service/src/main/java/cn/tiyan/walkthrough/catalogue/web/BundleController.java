package cn.tiyan.walkthrough.catalogue.web;

import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.platform.web.Line;
import cn.tiyan.platform.web.Prose;
import cn.tiyan.walkthrough.catalogue.Bundle;
import cn.tiyan.walkthrough.catalogue.BundleContent;
import cn.tiyan.walkthrough.catalogue.Bundles;
import cn.tiyan.walkthrough.catalogue.Burden;
import cn.tiyan.walkthrough.catalogue.ItemFilter;
import cn.tiyan.walkthrough.catalogue.ItemRow;
import cn.tiyan.walkthrough.catalogue.ItemStatus;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The bundles of 一件事一次办 over HTTP (notice, section 三(三)1); read and changed by whom the catalogue's items are. */
@RestController
@RequestMapping("/api/v1/service-items/bundles")
@Tag(name = "一件事一次办")
class BundleController {

    private static final String PATH = "/api/v1/service-items/bundles/";
    private static final String REQUIRED = "必填";

    private final Bundles bundles;

    BundleController(Bundles bundles) {
        this.bundles = bundles;
    }

    /** 环节, 时间 in working days, 材料, 跑动. */
    record Cost(
            @NotNull(message = REQUIRED) @Min(value = 0, message = WHOLE) @Max(value = 9999, message = WHOLE) Integer steps,
            @NotNull(message = REQUIRED) @Min(value = 0, message = WHOLE) @Max(value = 9999, message = WHOLE) Integer workingDays,
            @NotNull(message = REQUIRED) @Min(value = 0, message = WHOLE) @Max(value = 9999, message = WHOLE) Integer materials,
            @NotNull(message = REQUIRED) @Min(value = 0, message = WHOLE) @Max(value = 9999, message = WHOLE) Integer visits) {

        private static final String WHOLE = "应为 0 至 9999";

        private Burden burden() {
            return new Burden(steps, workingDays, materials, visits);
        }
    }

    /**
     * What is said of a bundle.
     *
     * @param itemIds the items it joins, of whichever units of the province
     * @param accepting 受理方式
     * @param coordination 联办机制
     * @param issuing 出件方式
     * @param before the items done one by one
     * @param after done as one
     */
    record BundleBody(
            @NotNull(message = REQUIRED) @Line String name,
            @NotNull(message = REQUIRED) @Size(min = Bundle.FEWEST_ITEMS, max = Bundle.MOST_ITEMS, message = "应为 2 至 50 个事项")
                    List<@NotNull(message = REQUIRED) @Pattern(regexp = "itm_[0-9a-z]{26}", message = "不是事项编号") String> itemIds,
            @NotNull(message = REQUIRED) @Prose String accepting,
            @NotNull(message = REQUIRED) @Prose String coordination,
            @NotNull(message = REQUIRED) @Prose String issuing,
            @NotNull(message = REQUIRED) @Valid Cost before,
            @NotNull(message = REQUIRED) @Valid Cost after) {

        private BundleContent content() {
            return new BundleContent(name, itemIds, accepting, coordination, issuing, before.burden(), after.burden());
        }
    }

    /**
     * A new bundle.
     *
     * @param unit code of the unit that leads it (牵头单位)
     */
    record AddBundle(
            @NotNull(message = REQUIRED) @Pattern(regexp = ItemFilter.UNIT, message = ItemFilter.NO_UNIT) String unit,
            @NotNull(message = REQUIRED) @Pattern(regexp = ItemFilter.CODE, message = ItemFilter.NO_CODE) String code,
            @NotNull(message = REQUIRED) @Valid BundleBody content) {
    }

    /** 取消. */
    record WithdrawBundle(@Nullable @Prose String reason) {
    }

    /** An item that a bundle joins, as it is now. */
    record Part(String id, String unit, String code, String name, ItemStatus status) {

        static Part of(ItemRow item) {
            return new Part(item.id(), item.unit(), item.code(), item.content().name(), item.status());
        }
    }

    /**
     * A bundle.
     *
     * @param reduction 减环节, 减时间, 减材料, 减跑动; negative where it became more
     */
    record BundleView(String id, long version, String unit, String code, String name, List<Part> items, String accepting, String coordination, String issuing,
            Burden before, Burden after, Burden reduction, ItemStatus status, String statusText, Instant createdAt, Instant changedAt) {

        static BundleView of(Bundle bundle, Map<String, ItemRow> items) {
            BundleContent content = bundle.content();
            return new BundleView(bundle.id(), bundle.version(), bundle.unit(), bundle.code(), content.name(),
                    content.itemIds().stream().map(items::get).filter(Objects::nonNull).map(Part::of).toList(), content.accepting(), content.coordination(),
                    content.issuing(), content.before(), content.after(), content.after().lessThan(content.before()), bundle.status(), bundle.status().chinese(),
                    bundle.createdAt(), bundle.changedAt());
        }
    }

    /**
     * The bundles of the province, newest first.
     *
     * @param unit led by this unit or one below it
     * @param item that join this item
     * @param status ACTIVE where absent
     */
    @GetMapping
    @Operation(summary = "分页查看“一件事一次办”")
    Page<BundleView> page(@RequestParam(required = false) @Nullable @Pattern(regexp = ItemFilter.UNIT, message = ItemFilter.NO_UNIT) String unit,
            @RequestParam(required = false) @Nullable String item, @RequestParam(required = false) @Nullable ItemStatus status,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "应为 1 至 200") @Max(value = 200, message = "应为 1 至 200") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        Page<Bundle> page = bundles.page(unit, item, status, limit, after, caller);
        Map<String, ItemRow> items = bundles.items(page.items());
        return page.map(bundle -> BundleView.of(bundle, items));
    }

    /** One bundle, with its items as they are now. */
    @GetMapping("/{id}")
    @Operation(summary = "查看一个“一件事”")
    ResponseEntity<BundleView> get(@PathVariable String id, Caller caller) {
        return answer(bundles.get(id, caller));
    }

    /** Who changed what and when, oldest first. */
    @GetMapping("/{id}/history")
    @Operation(summary = "查看“一件事”的变更记录")
    List<HistoryEntry> history(@PathVariable String id, Caller caller) {
        return bundles.get(id, caller).history();
    }

    /** Adds a bundle. 201; 200 where it was added with the very same content before, so that a request may be repeated without a key. */
    @PostMapping
    @Operation(summary = "新增“一件事”")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<BundleView> add(@Valid @RequestBody AddBundle command, Caller caller) {
        Bundles.Added added = bundles.add(command.unit(), command.code(), command.content().content(), caller);
        return IfMatch.begun(added.fresh(), PATH + added.bundle().id(), answer(added.bundle()));
    }

    /** 变更, or 恢复 of one that was withdrawn. */
    @PutMapping("/{id}")
    @Operation(summary = "变更或恢复“一件事”")
    ResponseEntity<BundleView> change(@PathVariable String id, IfMatch version, @Valid @RequestBody BundleBody command, Caller caller) {
        return answer(bundles.change(id, command.content(), version.version(), caller));
    }

    /** 取消. */
    @PostMapping("/{id}/withdraw")
    @Operation(summary = "取消“一件事”")
    ResponseEntity<BundleView> withdraw(@PathVariable String id, IfMatch version, @Valid @RequestBody WithdrawBundle command, Caller caller) {
        return answer(bundles.withdraw(id, command.reason(), version.version(), caller));
    }

    private ResponseEntity<BundleView> answer(Bundle bundle) {
        return IfMatch.tagged(bundle, BundleView.of(bundle, bundles.items(List.of(bundle))));
    }
}
