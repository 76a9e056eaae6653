package cn.tiyan.walkthrough.catalogue.web;

import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.platform.web.Line;
import cn.tiyan.walkthrough.catalogue.ItemContent;
import cn.tiyan.walkthrough.catalogue.ItemKind;
import cn.tiyan.walkthrough.catalogue.ItemTheme;
import cn.tiyan.walkthrough.catalogue.Material;
import cn.tiyan.walkthrough.catalogue.Promise;
import cn.tiyan.walkthrough.catalogue.PromiseUnit;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the guide says of an item.
 *
 * @param promise how long it takes at most; absent where nothing is promised
 * @param materials may be absent: nothing is to be brought
 * @param visits how many times the applicant must come in person, at most; 0 where absent
 * @param crossProvince 跨省通办; false where absent, like the other two
 * @param fullyOnline 全程网办
 * @param oneThing part of a 一件事
 */
record ItemBody(
        @NotNull(message = REQUIRED) @Line String name,
        @NotNull(message = REQUIRED) ItemKind kind,
        @NotNull(message = REQUIRED) ItemTheme theme,
        @Nullable @Valid Promised promise,
        @Nullable @Size(max = 100, message = "最多 100 份材料") List<@NotNull(message = REQUIRED) @Valid Asked> materials,
        @Nullable @Min(value = 0, message = "应为 0 至 99") @Max(value = 99, message = "应为 0 至 99") Integer visits,
        @NotEmpty(message = "至少选择一个办理渠道") @Size(max = 8, message = "最多 8 个") List<@NotNull(message = REQUIRED) Channel> channels,
        @Nullable Boolean crossProvince,
        @Nullable Boolean fullyOnline,
        @Nullable Boolean oneThing) {

    private static final String REQUIRED = "必填";

    /** How long it takes at most; an amount of 0 is at once (即办). */
    record Promised(
            @NotNull(message = REQUIRED) @Min(value = 0, message = "应为 0 至 9999") @Max(value = 9999, message = "应为 0 至 9999") Integer amount,
            @NotNull(message = REQUIRED) PromiseUnit unit) {
    }

    /**
     * What is to be brought.
     *
     * @param required true where absent
     * @param checkedOnline whether it can be looked up online instead; false where absent
     */
    record Asked(@NotNull(message = REQUIRED) @Line String name, @Nullable Boolean required, @Nullable Boolean checkedOnline) {
    }

    ItemContent content() {
        List<Material> asked = materials == null ? List.of() : materials.stream()
                .map(each -> new Material(each.name(), !Boolean.FALSE.equals(each.required()), Boolean.TRUE.equals(each.checkedOnline()))).toList();
        return new ItemContent(name, kind, theme, promise == null ? null : new Promise(promise.amount(), promise.unit()), asked, visits == null ? 0 : visits, channels,
                Boolean.TRUE.equals(crossProvince), Boolean.TRUE.equals(fullyOnline), Boolean.TRUE.equals(oneThing));
    }
}
