package cn.tiyan.reporting.coverage;

import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.reporting.cube.Count;
import cn.tiyan.reporting.cube.CubeReader;
import cn.tiyan.reporting.cube.Gaps;
import cn.tiyan.reporting.cube.Slice;
import cn.tiyan.reporting.cube.WalkthroughFolding;
import cn.tiyan.reporting.figure.Period;
import cn.tiyan.reporting.item.Listings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How much of the catalogue was walked: items, in which roles, looking at which dimensions (notice, sections 三(一) and 四). */
@Component
public class Coverage {

    static final String DEFINITION = "事项：目录中在用的事项编码，本单位及下级单位提供的相同编码只计一项。走查事项：期内至少走流程一次的事项；分角色、分维度、角色与维度交叉同此。"
            + "覆盖率 ＝ 走查事项 ÷ 事项；综合覆盖率 ＝ 已走查的（事项 × 角色 × 维度）÷（事项 × 5 × 5）。目录外的走流程不计入。";

    private final CubeReader cube;
    private final Listings listings;
    private final Gaps gaps;

    Coverage(CubeReader cube, Listings listings, Gaps gaps) {
        this.cube = cube;
        this.listings = listings;
        this.gaps = gaps;
    }

    /**
     * A part of a whole.
     *
     * @param walked how many were walked
     * @param of of how many
     * @param rate walked ÷ of, 0 to 1; absent where there are none
     */
    public record Share(long walked, long of, @Nullable Double rate) {

        static Share of(long walked, long of) {
            return new Share(walked, of, of == 0 ? null : (double) walked / of);
        }
    }

    /**
     * Items walked in a role.
     *
     * @param name 中文名称
     * @param items at all
     * @param dimensions and looking at each dimension
     */
    public record InRole(WalkthroughRole role, String name, Share items, Map<Dimension, Share> dimensions) {
    }

    /**
     * How much was walked.
     *
     * @param definition 含义
     * @param from first day, in China
     * @param to last day, in China
     * @param asOf time of the newest event counted; absent where nothing was
     * @param incompleteSince when the earliest event happened that could not be counted yet; absent where none is missing
     * @param items walked in any role
     * @param dimensions looking at each dimension, in any role
     * @param roles every role
     * @param combined items × roles × dimensions
     * @param unlisted items that were walked and are not in the catalogue
     */
    public record Covered(String unit, String unitName, LocalDate from, LocalDate to, String definition, @Nullable Instant asOf, @Nullable Instant incompleteSince,
            Share items, Map<Dimension, Share> dimensions, List<InRole> roles, Share combined, long unlisted) {
    }

    /**
     * How much the unit and all below it walked of what they provide.
     *
     * @param period {@code 2026} or {@code 2026-11}
     * @throws Refusal malformed, if it is no year or month
     */
    public Covered covered(Caller caller, Unit unit, String period) {
        Period days = Period.yearOrMonth(period, "覆盖情况");
        CubeReader.Walked walked = cube.walked(Slice.of(caller, unit.code(), days.from(), days.to()), period);
        Set<String> listed = listings.codes(unit);
        Set<String> all = new HashSet<>();
        Map<Dimension, Set<String>> looked = new EnumMap<>(Dimension.class);
        List<InRole> roles = new ArrayList<>();
        long combined = 0;
        for (WalkthroughRole role : WalkthroughRole.values()) {
            Map<String, Map<Count, Long>> items = new HashMap<>(walked.roles().getOrDefault(role.name(), Map.of()));
            all.addAll(items.keySet());
            items.keySet().retainAll(listed);
            Map<Dimension, Share> dimensions = new EnumMap<>(Dimension.class);
            for (Dimension dimension : Dimension.values()) {
                Set<String> found = new HashSet<>();
                items.forEach((item, counts) -> {
                    if (counts.getOrDefault(WalkthroughFolding.walked(dimension), 0L) > 0) {
                        found.add(item);
                    }
                });
                looked.computeIfAbsent(dimension, _ -> new HashSet<>()).addAll(found);
                dimensions.put(dimension, Share.of(found.size(), listed.size()));
                combined += found.size();
            }
            roles.add(new InRole(role, role.chinese(), Share.of(items.size(), listed.size()), dimensions));
        }
        Map<Dimension, Share> dimensions = new EnumMap<>(Dimension.class);
        looked.forEach((dimension, items) -> dimensions.put(dimension, Share.of(items.size(), listed.size())));
        long known = all.stream().filter(listed::contains).count();
        return new Covered(unit.code(), unit.name(), days.from(), days.to(), DEFINITION, walked.asOf(), gaps.incompleteSince(), Share.of(known, listed.size()), dimensions, roles,
                Share.of(combined, (long) listed.size() * WalkthroughRole.values().length * Dimension.values().length), all.size() - known);
    }
}
