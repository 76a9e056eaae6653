package cn.tiyan.walkthrough.catalogue;

import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one row of a table says of an item, by the rules for a single one; and what is wrong with it. */
final class RowReading {

    static final int LONGEST_NAME = 200;
    static final int MOST_MATERIALS = 100;
    static final int MOST_AMOUNT = 9999;
    static final int MOST_VISITS = 99;
    private static final Pattern CODE = Pattern.compile(ItemFilter.CODE);
    private static final Pattern WHOLE = Pattern.compile("\\d{1,4}");
    private static final Pattern LINE = Pattern.compile("[^\\p{Cc}\\p{Cs}]*[\\p{L}\\p{N}][^\\p{Cc}\\p{Cs}]*");
    private static final Pattern MARKED = Pattern.compile("(.*?)\\s*[（(]([^（()）]*)[)）]\\s*");
    private static final String OPTIONAL = "非必需";
    private static final String ONLINE = "可在线核验";

    private final ImportTable.Row row;
    private final List<FieldError> errors;

    private RowReading(ImportTable.Row row) {
        this.row = row;
        this.errors = new ArrayList<>(row.faults());
    }

    /**
     * A row that was looked at.
     *
     * @param code as far as it is one
     * @param wanted what it says; null with errors
     */
    record Read(@Nullable String code, ServiceItems.@Nullable Wanted wanted, List<FieldError> errors) {
    }

    /** @param home the unit the table is handed in for */
    static Read of(ImportTable.Row row, Unit home, Organisation organisation) {
        return new RowReading(row).read(home, organisation);
    }

    private Read read(Unit home, Organisation organisation) {
        String code = text(ImportColumn.CODE);
        if (code != null && !CODE.matcher(code).matches()) {
            wrong(ImportColumn.CODE, ItemFilter.NO_CODE);
            code = null;
        }
        String name = line(ImportColumn.NAME);
        Unit unit = unit(home, organisation);
        ItemKind kind = choice(ImportColumn.KIND, ItemKind.values(), ItemKind::chinese);
        ItemTheme theme = choice(ImportColumn.THEME, ItemTheme.values(), ItemTheme::chinese);
        Integer amount = number(ImportColumn.PROMISE, MOST_AMOUNT);
        PromiseUnit promiseUnit = choice(ImportColumn.PROMISE_UNIT, PromiseUnit.values(), PromiseUnit::chinese);
        Integer visits = number(ImportColumn.VISITS, MOST_VISITS);
        List<Channel> channels = channels();
        boolean crossProvince = yes(ImportColumn.CROSS_PROVINCE);
        boolean fullyOnline = yes(ImportColumn.FULLY_ONLINE);
        boolean oneThing = yes(ImportColumn.ONE_THING);
        List<Material> materials = materials();
        if (!errors.isEmpty()) {
            return new Read(code, null, List.copyOf(errors));
        }
        Promise promise = amount == null ? null : new Promise(amount, promiseUnit == null ? PromiseUnit.WORKING_DAYS : promiseUnit);
        var content = new ItemContent(Objects.requireNonNull(name), Objects.requireNonNull(kind), Objects.requireNonNull(theme), promise, materials,
                visits == null ? 0 : visits, channels, crossProvince, fullyOnline, oneThing);
        return new Read(code, new ServiceItems.Wanted(unit, Objects.requireNonNull(code), content), List.of());
    }

    private void wrong(ImportColumn column, String message) {
        errors.add(ImportTable.fault(column, message));
    }

    private @Nullable String text(ImportColumn column) {
        String text = row.values().get(column);
        if (text == null && column.required() && row.faults().stream().noneMatch(fault -> fault.field().equals(column.field()))) {
            wrong(column, "必填");
        }
        return text;
    }

    private @Nullable String line(ImportColumn column) {
        String text = text(column);
        if (text != null && (text.length() > LONGEST_NAME || !LINE.matcher(text).matches())) {
            wrong(column, "应为 1 至 " + LONGEST_NAME + " 字的一行文字");
            return null;
        }
        return text;
    }

    private Unit unit(Unit home, Organisation organisation) {
        String code = text(ImportColumn.UNIT);
        if (code == null) {
            return home;
        }
        Optional<Unit> unit = organisation.find(code).filter(Unit::active).filter(found -> found.isWithin(home.code()));
        if (unit.isEmpty()) {
            wrong(ImportColumn.UNIT, "不是“" + home.name() + "”及其下级的在用单位");
        }
        return unit.orElse(home);
    }

    private <T> @Nullable T choice(ImportColumn column, T[] all, Function<T, String> chinese) {
        String text = text(column);
        return text == null ? null : choice(column, text, all, chinese);
    }

    private <T> @Nullable T choice(ImportColumn column, String text, T[] all, Function<T, String> chinese) {
        String plain = text.replaceAll("\\s", "");
        Optional<T> chosen = Arrays.stream(all).filter(each -> chinese.apply(each).equals(plain)).findFirst();
        if (chosen.isEmpty()) {
            wrong(column, "应为以下之一：" + String.join("、", column.choices()));
        }
        return chosen.orElse(null);
    }

    private @Nullable Integer number(ImportColumn column, int most) {
        String text = text(column);
        if (text == null) {
            return null;
        }
        if (!WHOLE.matcher(text).matches() || Integer.parseInt(text) > most) {
            wrong(column, "应为 0 至 " + most + " 的整数");
            return null;
        }
        return Integer.valueOf(text);
    }

    private List<Channel> channels() {
        String text = text(ImportColumn.CHANNELS);
        List<Channel> channels = new ArrayList<>();
        if (text != null) {
            for (String each : text.split("[、,，;；\\s]+")) {
                Channel channel = choice(ImportColumn.CHANNELS, each, Channel.values(), Channel::chinese);
                if (channel == null) {
                    break;
                }
                channels.add(channel);
            }
        }
        return channels;
    }

    private boolean yes(ImportColumn column) {
        String text = text(column);
        if (text != null && !ImportTable.YES_NO.contains(text)) {
            wrong(column, "应为是或否");
        }
        return ImportTable.YES_NO.getFirst().equals(text);
    }

    private List<Material> materials() {
        String text = text(ImportColumn.MATERIALS);
        List<Material> materials = new ArrayList<>();
        if (text != null) {
            for (String each : text.split("[;；\\r\\n]+")) {
                if (!each.isBlank()) {
                    materials.add(material(each.strip()));
                }
            }
        }
        if (materials.size() > MOST_MATERIALS) {
            wrong(ImportColumn.MATERIALS, "最多 " + MOST_MATERIALS + " 份");
        }
        if (materials.stream().anyMatch(material -> material.name().length() > LONGEST_NAME || !LINE.matcher(material.name()).matches())) {
            wrong(ImportColumn.MATERIALS, "每份材料应为 1 至 " + LONGEST_NAME + " 字的一行文字");
        }
        return materials;
    }

    /** Brackets that hold anything else than marks belong to the name. */
    private static Material material(String text) {
        Matcher marked = MARKED.matcher(text);
        if (marked.matches() && !marked.group(1).isEmpty()) {
            List<String> marks = List.of(marked.group(2).strip().split("[、,，\\s]+"));
            if (List.of(OPTIONAL, ONLINE).containsAll(marks)) {
                return new Material(marked.group(1), !marks.contains(OPTIONAL), marks.contains(ONLINE));
            }
        }
        return new Material(text, true, false);
    }
}
