package cn.tiyan.experiencer.publicity.web;

import cn.tiyan.contracts.vocabulary.Medium;
import cn.tiyan.experiencer.publicity.Piece;
import cn.tiyan.experiencer.publicity.Publicity;
import cn.tiyan.experiencer.publicity.PublicityDesk;
import cn.tiyan.experiencer.publicity.PublicityFilter;
import cn.tiyan.experiencer.publicity.PublicityStatus;
import cn.tiyan.experiencer.publicity.Sum;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.time.China;
import cn.tiyan.platform.web.IdempotencyKey;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.platform.web.Line;
import cn.tiyan.platform.web.Prose;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Publicity records (宣传员) over HTTP: recorded by experiencers and offices. */
@RestController
@RequestMapping("/api/v1/publicity")
@Tag(name = "宣传记录", description = "报刊、广播、电视、网络上的宣传报道")
class PublicityController {

    private static final String REQUIRED = "必填";
    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final PublicityDesk desk;
    private final Organisation organisation;
    private final Clock clock;

    PublicityController(PublicityDesk desk, Organisation organisation, Clock clock) {
        this.desk = desk;
        this.organisation = organisation;
        this.clock = clock;
    }

    /**
     * A piece.
     *
     * @param outlet name of the newspaper, station or site
     * @param on the day it came out, not after today
     * @param link http or https
     * @param reach how many people it reached; only together with who counted
     */
    record PieceSaid(
            @NotNull(message = REQUIRED) Medium medium,
            @NotNull(message = REQUIRED) @Line String outlet,
            @NotNull(message = REQUIRED) @Line String title,
            @NotNull(message = REQUIRED) LocalDate on,
            @Nullable @Size(max = 1000, message = "最多 1000 个字符") String link,
            @Nullable @Min(value = 0, message = "不能为负数") @Max(value = 2_000_000_000, message = "不超过 20 亿") Integer reach,
            @Nullable @Line String countedBy) {

        private Piece piece() {
            return new Piece(medium, outlet, title, on.toString(), link, reach, countedBy);
        }
    }

    /**
     * A piece and whose it is.
     *
     * @param unit of an office's record; the office's own where absent
     * @param experiencerId of an office's record for an experiencer, instead of {@code unit}
     */
    record Record(
            @NotNull(message = REQUIRED) @Valid PieceSaid piece,
            @Nullable @Pattern(regexp = "\\d{6}(-[A-Z0-9]{1,16})?", message = "应为单位编码，例如 210100-HRSS") String unit,
            @Nullable @Pattern(regexp = "exp_[0-9a-z]{26}", message = "不是体验员编号") String experiencerId) {
    }

    /** @param reason why it does not count */
    record Withdraw(@NotNull(message = REQUIRED) @Prose String reason) {
    }

    /** A record as it is shown. */
    record PublicityView(String id, long version, String unit, @Nullable String experiencerId, Medium medium, String mediumText, String outlet, String title,
            LocalDate on, @Nullable String link, @Nullable Integer reach, @Nullable String countedBy, PublicityStatus status, String statusText,
            @Nullable String withdrawal, Instant createdAt, Instant changedAt) {

        static PublicityView of(Publicity publicity) {
            Piece piece = publicity.piece();
            return new PublicityView(publicity.id(), publicity.version(), publicity.unit(), publicity.experiencerId(), piece.medium(), piece.medium().chinese(),
                    piece.outlet(), piece.title(), piece.day(), piece.link(), piece.reach(), piece.countedBy(), publicity.status(),
                    publicity.status().chinese(), publicity.withdrawal(), publicity.createdAt(), publicity.changedAt());
        }
    }

    /** Sums: {@code pieces} in all, {@code counted} of them with a reach. */
    record Sums(int pieces, int counted, long reach, List<Sum> items) {
    }

    /** 登记: 201 with its address and ETag; 200 where the same request had been made before. */
    @PostMapping
    @Operation(summary = "登记宣传记录")
    ResponseEntity<PublicityView> record(@Valid @RequestBody Record body, IdempotencyKey key, Caller caller) {
        var recorded = desk.record(key.id(Publicity.PREFIX, caller), body.piece.piece(), body.unit, body.experiencerId, caller);
        return IfMatch.begun(recorded.fresh(), "/api/v1/publicity/" + recorded.publicity().id(), answer(recorded.publicity()));
    }

    /** What the caller may see, by the day it came out, newest first. */
    @GetMapping
    @Operation(summary = "分页查看宣传记录")
    Page<PublicityView> list(@RequestParam(required = false) @Nullable @Size(max = 24, message = "最多 24 字") String unit,
            @RequestParam(required = false) @Nullable Medium medium,
            @RequestParam(required = false) @Nullable @Size(max = 64, message = "最多 64 字") String experiencer,
            @RequestParam(required = false) @Nullable PublicityStatus status,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "应为 1 至 200") @Max(value = 200, message = "应为 1 至 200") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return desk.page(new PublicityFilter(unit, medium, experiencer, status, from, to), limit, after, caller).map(PublicityView::of);
    }

    /** One record, its version as ETag. */
    @GetMapping("/{id}")
    @Operation(summary = "查看一条宣传记录")
    ResponseEntity<PublicityView> publicity(@PathVariable String id, Caller caller) {
        return answer(desk.get(id, caller));
    }

    /** Corrects a record, whole. */
    @PostMapping("/{id}/correction")
    @Operation(summary = "修改宣传记录")
    ResponseEntity<PublicityView> edit(@PathVariable String id, IfMatch version, @Valid @RequestBody PieceSaid body, Caller caller) {
        return answer(desk.edit(id, body.piece(), version.version(), caller));
    }

    /** 撤回: it does not count any more. */
    @PostMapping("/{id}/withdrawal")
    @Operation(summary = "撤回宣传记录")
    ResponseEntity<PublicityView> withdraw(@PathVariable String id, IfMatch version, @Valid @RequestBody Withdraw body, Caller caller) {
        return answer(desk.withdraw(id, body.reason, version.version(), caller));
    }

    /** What counts, summed by unit and medium. */
    @GetMapping("/sums")
    @Operation(summary = "按单位、媒体类型汇总宣传记录")
    Sums sums(@RequestParam(required = false) @Nullable @Size(max = 24, message = "最多 24 字") String unit,
            @RequestParam(required = false) @Nullable Medium medium,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to, Caller caller) {
        List<Sum> sums = desk.sums(new PublicityFilter(unit, medium, null, null, from, to), caller);
        return new Sums(sums.stream().mapToInt(Sum::pieces).sum(), sums.stream().mapToInt(Sum::counted).sum(), sums.stream().mapToLong(Sum::reach).sum(), sums);
    }

    /** The whole list as a workbook (xlsx), for offices, written as it is read. */
    @GetMapping("/export")
    @Operation(summary = "导出宣传记录（xlsx）")
    void export(@RequestParam(required = false) @Nullable @Size(max = 24, message = "最多 24 字") String unit,
            @RequestParam(required = false) @Nullable Medium medium,
            @RequestParam(required = false) @Nullable PublicityStatus status,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to, Caller caller,
            HttpServletResponse response) throws IOException {
        try (Stream<Publicity> records = desk.stream(new PublicityFilter(unit, medium, null, status, from, to), caller)) {
            Map<String, String> names = new HashMap<>();
            String about = name(unit == null ? caller.unit() : unit);
            response.setContentType(WORKBOOK);
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                    .filename(about + "宣传记录" + China.day(clock.instant()) + ".xlsx", StandardCharsets.UTF_8).build().toString());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
            response.setHeader("X-Content-Type-Options", "nosniff");
            PublicitySheet.write(about + "宣传记录", records.iterator(), code -> names.computeIfAbsent(code, this::name), response.getOutputStream());
        }
    }

    private String name(String code) {
        return organisation.find(code).map(Unit::name).orElse(code);
    }

    private static ResponseEntity<PublicityView> answer(Publicity publicity) {
        return IfMatch.tagged(publicity, PublicityView.of(publicity));
    }
}
