package cn.tiyan.feedback.file;

import cn.tiyan.feedback.intake.PushField;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.feedback.profile.Mapping;
import cn.tiyan.feedback.profile.ProfileSettings;
import cn.tiyan.feedback.profile.Profiles;
import cn.tiyan.feedback.profile.Target;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import cn.tiyan.platform.time.China;
import cn.tiyan.platform.workbook.HandedInWorkbook;
import cn.tiyan.platform.workbook.WorkbookLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The columns of a file: our fields under their Chinese names, in any order; others are kept as they are. */
final class Columns {

    /** Heading of the column that says what is wrong; ignored when it comes back. */
    static final String FAULTS = "错误说明";
    private static final String NAME = "file";
    private static final int MOST = 200;
    private static final List<String> TIMES = List.of("yyyy-M-d H:mm:ss", "yyyy-M-d H:mm", "yyyy-M-d", "yyyy/M/d H:mm:ss", "yyyy/M/d H:mm", "yyyy/M/d",
            "yyyy年M月d日 H:mm", "yyyy年M月d日", "yyyy-MM-dd'T'HH:mm:ssXXX");

    private final List<PushField> fields;
    private final Map<String, PushField> byTitle;
    private final Mapping mapping;

    Columns(PushKind kind) {
        this.fields = PushField.of(kind).stream().sorted(Comparator.comparing((PushField field) -> !field.required())).toList();
        this.byTitle = fields.stream().collect(Collectors.toMap(PushField::title, Function.identity()));
        var message = new ProfileSettings.Message(kind.name(), "", true, fields.stream().map(Columns::field).toList());
        var profile = new ProfileSettings.Profile(NAME, China.ZONE, List.of(message));
        this.mapping = new Profiles(new ProfileSettings(List.of(profile)), PushField::targets, List.of(NAME)).find(NAME, kind.name()).orElseThrow();
    }

    private static ProfileSettings.Field field(PushField field) {
        List<String> values = new ArrayList<>();
        field.choices().forEach((code, chinese) -> values.add(chinese + " = " + code));
        return new ProfileSettings.Field(field.name(), List.of(field.title()), "", field.target() == Target.TIME ? TIMES : List.of(), values, null, null, null, "、");
    }

    /** Required ones first. */
    List<PushField> fields() {
        return fields;
    }

    Mapping mapping() {
        return mapping;
    }

    /** What a column is headed; those that must be filled in bear a star. */
    static String heading(PushField field) {
        return field.required() ? field.title() + "*" : field.title();
    }

    Optional<PushField> titled(String title) {
        return Optional.ofNullable(byTitle.get(title));
    }

    /**
     * The titles of a file's columns.
     *
     * @throws Refusal malformed, if one that must be there is not, or one is there twice
     */
    List<String> titles(List<WorkbookLine.Cell> headings) {
        List<String> titles = headings.stream().map(cell -> cell.text().replaceFirst("[*＊]+$", "").strip()).toList();
        List<FieldError> errors = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String title : titles) {
            if (!title.isEmpty() && !seen.add(title)) {
                errors.add(new FieldError(title, "这一列出现了两次"));
            }
        }
        fields.stream().filter(PushField::required).map(PushField::title).filter(title -> !seen.contains(title))
                .forEach(title -> errors.add(new FieldError(title, "缺少这一列；第一行应为列标题，可下载模板对照")));
        if (titles.size() > MOST) {
            errors.add(new FieldError(HandedInWorkbook.FILE, "列数不能超过 " + MOST));
        }
        if (!errors.isEmpty()) {
            throw Refusal.malformed(errors);
        }
        return titles;
    }
}
