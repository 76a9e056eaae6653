package cn.tiyan.reporting.figure;

import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.reporting.cube.CubeReader;
import cn.tiyan.reporting.cube.Slice;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers what the figures are, within what the caller may see. */
@Component
public class Figures {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final CubeReader cube;
    private final Organisation organisation;
    private final Clock clock;

    Figures(CubeReader cube, Organisation organisation, Clock clock) {
        this.cube = cube;
        this.organisation = organisation;
        this.clock = clock;
    }

    /** All figures of a unit's subtree; by default the caller's own unit and this year. */
    public Overview overview(Caller caller, @Nullable String unit, @Nullable LocalDate from, @Nullable LocalDate to) {
        Unit asked = visible(caller, unit);
        Slice slice = slice(caller, asked, from, to);
        return Overview.of(asked.code(), asked.name(), slice.from(), slice.to(), cube.total(slice));
    }

    /** The same for every unit one level below, by code: only those with something to count. */
    public List<Overview> byUnit(Caller caller, @Nullable String unit, @Nullable LocalDate from, @Nullable LocalDate to) {
        Unit asked = visible(caller, unit);
        Slice slice = slice(caller, asked, from, to);
        return cube.byUnitBelow(slice).entrySet().stream()
                .map(entry -> Overview.of(entry.getKey(), organisation.find(entry.getKey()).map(Unit::name).orElse(entry.getKey()),
                        slice.from(), slice.to(), entry.getValue()))
                .toList();
    }

    /** The same by where things came from, such as HOTLINE_12345. */
    public Map<String, Overview> bySource(Caller caller, @Nullable String unit, @Nullable LocalDate from, @Nullable LocalDate to) {
        Unit asked = visible(caller, unit);
        Slice slice = slice(caller, asked, from, to);
        Map<String, Overview> sources = new LinkedHashMap<>();
        cube.bySource(slice).forEach((source, totals) -> sources.put(source, Overview.of(asked.code(), asked.name(), slice.from(), slice.to(), totals)));
        return sources;
    }

    private Unit visible(Caller caller, @Nullable String unit) {
        return organisation.find(unit == null ? caller.unit() : unit)
                .filter(found -> found.isWithin(caller.unit()))
                .orElseThrow(() -> Refusal.notFound("未找到该单位，或不在您的查看范围内"));
    }

    private Slice slice(Caller caller, Unit unit, @Nullable LocalDate from, @Nullable LocalDate to) {
        fourDigits("from", from);
        fourDigits("to", to);
        LocalDate last = to == null ? LocalDate.ofInstant(clock.instant(), CHINA) : to;
        LocalDate first = from == null ? last.withDayOfYear(1) : from;
        if (first.isAfter(last)) {
            throw Refusal.malformed("from", "起始日期不能晚于结束日期");
        }
        return Slice.of(caller, unit.code(), first, last);
    }

    /** Days are kept and compared as texts, which holds for these years only. */
    private static void fourDigits(String field, @Nullable LocalDate day) {
        if (day != null && (day.getYear() < 1 || day.getYear() > 9999)) {
            throw Refusal.malformed(field, "年份应在 0001 至 9999 之间");
        }
    }
}
