package cn.tiyan.experiencer.organisation.web;

import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.experiencer.organisation.OrganisationTree;
import cn.tiyan.experiencer.organisation.OrganisationUnit;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.web.IfMatch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Units of the organisation tree: read by everybody who is signed in, changed by administrators. */
@RestController
@RequestMapping("/api/v1/units")
@Tag(name = "组织机构", description = "省、市、县（市、区）、部门与开发区（园区）")
class UnitController {

    /** Printable: no control characters, no halves of characters. */
    private static final String PRINTABLE = "[^\\p{Cc}\\p{Cs}]*";

    private final OrganisationTree tree;

    UnitController(OrganisationTree tree) {
        this.tree = tree;
    }

    /** A unit as it is shown. */
    record UnitView(String code, String name, UnitKind kind, @Nullable String parent, List<String> within, boolean active, long version) {

        static UnitView of(OrganisationUnit unit) {
            return new UnitView(unit.id(), unit.name(), unit.kind(), unit.parent(), unit.within(), unit.active(), unit.version());
        }
    }

    /** A whole list. */
    record Items<T>(List<T> items) {
    }

    record Founding(
            @NotBlank(message = "请填写单位编码") @Size(max = 16, message = "单位编码不超过 16 个字符") String code,
            @NotBlank(message = "请填写单位名称") @Size(max = 60, message = "单位名称不超过 60 个字") @Pattern(regexp = PRINTABLE, message = "不能含有控制字符") String name,
            @NotNull(message = "请选择单位类别") UnitKind kind,
            @NotBlank(message = "请填写上级单位编码") @Size(max = 16, message = "单位编码不超过 16 个字符") String parent,
            @NotBlank(message = "请说明设立依据") @Size(max = 200, message = "不超过 200 个字") @Pattern(regexp = PRINTABLE, message = "不能含有控制字符") String reason) {
    }

    record Renaming(
            @NotBlank(message = "请填写单位名称") @Size(max = 60, message = "单位名称不超过 60 个字") @Pattern(regexp = PRINTABLE, message = "不能含有控制字符") String name,
            @NotBlank(message = "请说明更名依据") @Size(max = 200, message = "不超过 200 个字") @Pattern(regexp = PRINTABLE, message = "不能含有控制字符") String reason) {
    }

    record Dissolution(
            @NotBlank(message = "请说明撤销依据") @Size(max = 200, message = "不超过 200 个字") @Pattern(regexp = PRINTABLE, message = "不能含有控制字符") String reason) {
    }

    /** One unit, dissolved or not. */
    @GetMapping("/{code}")
    @Operation(summary = "查看一个单位")
    ResponseEntity<UnitView> unit(@PathVariable String code) {
        OrganisationUnit unit = tree.get(code);
        return IfMatch.tagged(unit, UnitView.of(unit));
    }

    /** The units right below another, by code. */
    @GetMapping
    @Operation(summary = "查看一个单位的直接下级")
    Items<UnitView> children(@RequestParam String parent) {
        return new Items<>(tree.children(parent).stream().map(UnitView::of).toList());
    }

    /** Who changed the unit, when and why: for officials, as it names accounts. */
    @GetMapping("/{code}/history")
    @Operation(summary = "查看一个单位的变更记录")
    Items<HistoryEntry> history(@PathVariable String code, Caller caller) {
        if (caller.is(Role.EXPERIENCER)) {
            throw Refusal.forbidden("变更记录仅供工作人员查看");
        }
        return new Items<>(tree.get(code).history());
    }

    /** Founds a unit: 201; 200 if the very same one is there already. */
    @PostMapping
    @Operation(summary = "设立单位")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<UnitView> found(@Valid @RequestBody Founding wanted, Caller caller) {
        var result = tree.found(wanted.code, wanted.name, wanted.kind, wanted.parent, wanted.reason, caller);
        OrganisationUnit unit = result.unit();
        return IfMatch.begun(result.founded(), "/api/v1/units/" + unit.id(), IfMatch.tagged(unit, UnitView.of(unit)));
    }

    /** Renames a unit. */
    @PostMapping("/{code}/rename")
    @Operation(summary = "单位更名")
    ResponseEntity<UnitView> rename(@PathVariable String code, IfMatch version, @Valid @RequestBody Renaming wanted, Caller caller) {
        OrganisationUnit unit = tree.rename(code, wanted.name, wanted.reason, version.version(), caller);
        return IfMatch.tagged(unit, UnitView.of(unit));
    }

    /** Dissolves a unit; 422 while active units are left below it. */
    @PostMapping("/{code}/dissolution")
    @Operation(summary = "撤销单位")
    ResponseEntity<UnitView> dissolve(@PathVariable String code, IfMatch version, @Valid @RequestBody Dissolution wanted, Caller caller) {
        OrganisationUnit unit = tree.dissolve(code, wanted.reason, version.version(), caller);
        return IfMatch.tagged(unit, UnitView.of(unit));
    }
}
