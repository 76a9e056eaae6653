package cn.tiyan.walkthrough.report;

import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.paper.Docx;
import cn.tiyan.platform.paper.Paper;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.time.China;
import cn.tiyan.walkthrough.checklist.Checklist;
import cn.tiyan.walkthrough.checklist.Checklists;
import cn.tiyan.walkthrough.checklist.Checkpoint;
import cn.tiyan.walkthrough.hardcase.HardCase;
import cn.tiyan.walkthrough.hardcase.HardCases;
import cn.tiyan.walkthrough.photo.Photos;
import cn.tiyan.walkthrough.walkthrough.CheckResult;
import cn.tiyan.walkthrough.walkthrough.Completion;
import cn.tiyan.walkthrough.walkthrough.CrossCase;
import cn.tiyan.walkthrough.walkthrough.Entry;
import cn.tiyan.walkthrough.walkthrough.EntryKind;
import cn.tiyan.walkthrough.walkthrough.Finding;
import cn.tiyan.walkthrough.walkthrough.FindingKind;
import cn.tiyan.walkthrough.walkthrough.Outcome;
import cn.tiyan.walkthrough.walkthrough.Recording;
import cn.tiyan.walkthrough.walkthrough.Sessions;
import cn.tiyan.walkthrough.walkthrough.SpecialGroup;
import cn.tiyan.walkthrough.walkthrough.Step;
import cn.tiyan.walkthrough.walkthrough.StepResult;
import cn.tiyan.walkthrough.walkthrough.StepSetting;
import cn.tiyan.walkthrough.walkthrough.StoredPhoto;
import cn.tiyan.walkthrough.walkthrough.Walkthrough;
import cn.tiyan.walkthrough.walkthrough.Walkthroughs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes walkthroughs as documents that can be handed in: facts, steps, findings and what became of them, photos. */
@Component
public class Reports {

    /** Photos beyond these are counted and not shown. */
    private static final int MOST_PHOTOS = 30;
    private static final int PHOTO_SIDE = 480;
    /** On paper, in points: half as wide as the text. */
    private static final double PHOTO_WIDTH = 220;
    private static final double PHOTO_HEIGHT = 300;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("y年M月d日", Locale.CHINA).withZone(China.ZONE);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("y年M月d日 HH:mm", Locale.CHINA).withZone(China.ZONE);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.CHINA).withZone(China.ZONE);

    private final Walkthroughs walkthroughs;
    private final Sessions sessions;
    private final HardCases hardCases;
    private final Checklists checklists;
    private final Organisation organisation;
    private final Photos photos;
    private final Clock clock;

    Reports(Walkthroughs walkthroughs, Sessions sessions, HardCases hardCases, Checklists checklists, Organisation organisation, Photos photos, Clock clock) {
        this.walkthroughs = walkthroughs;
        this.sessions = sessions;
        this.hardCases = hardCases;
        this.checklists = checklists;
        this.organisation = organisation;
        this.photos = photos;
        this.clock = clock;
    }

    /** The walkthrough, if the caller may see it. */
    public Walkthrough find(String id, Caller caller) {
        return walkthroughs.get(id, caller);
    }

    /** Writes a walkthrough as docx. */
    public void write(Walkthrough walkthrough, OutputStream to) throws IOException {
        var document = new Paper("关于“" + walkthrough.serviceItem().name() + "”走流程情况的报告");
        facts(document, walkthrough);
        steps(document, walkthrough);
        checks(document, walkthrough);
        findings(document, walkthrough);
        cases(document, walkthrough);
        followUp(document, walkthrough);
        pictures(document, walkthrough);
        document.signature(name(walkthrough.unit()), DAY.format(clock.instant()));
        Docx.write(document, to);
    }

    private String name(String unit) {
        return organisation.find(unit).map(Unit::name).orElse(unit);
    }

    private void facts(Paper document, Walkthrough walkthrough) {
        document.heading("基本情况");
        Instant end = walkthrough.finishedAt();
        document.text("%s以“%s”方式，通过%s办理渠道%s体验“%s”（事项编码 %s）办理全过程，涉及单位为%s。开始时间 %s，结束时间 %s。".formatted(
                name(walkthrough.unit()), walkthrough.role().chinese(), walkthrough.channel().chinese(), walkthrough.announced() ? "明察" : "暗访",
                walkthrough.serviceItem().name(), walkthrough.serviceItem().code(), name(walkthrough.aboutUnit()), TIME.format(walkthrough.startedAt()),
                end == null ? "（未完成）" : TIME.format(end)));
        String groups = walkthrough.specialGroups().stream().sorted().map(Reports::chinese).collect(Collectors.joining("、"));
        if (!groups.isEmpty()) {
            document.text("本次重点体验特殊人群办事过程：" + groups + "。");
        }
        walkthrough.cross().ifPresent(cross -> document.text("本次为" + cross.kind().chinese() + "事项，本地端为" + name(walkthrough.aboutUnit()) + "，异地端为"
                + far(cross) + "。"));
        walkthrough.area().ifPresent(area -> document.text("重点领域：" + area.chinese() + "。"));
        document.text("走流程人账号 " + walkthrough.owner() + "，检查清单版本 " + walkthrough.checklistVersion()
                + walkthrough.formVersion().map(form -> "，体验表版本 " + form).orElse("") + "，记录编号 " + walkthrough.id() + "，状态为"
                + walkthrough.status().chinese() + "。");
    }

    private String far(CrossCase cross) {
        return cross.farUnit() != null ? name(cross.farUnit()) : Objects.requireNonNullElse(cross.farName(), "");
    }

    private static void steps(Paper document, Walkthrough walkthrough) {
        document.heading("办理步骤");
        List<Step> steps = walkthrough.steps();
        long minutes = steps.stream().mapToLong(Step::minutes).sum();
        int visits = steps.stream().mapToInt(Step::visits).sum();
        long materials = steps.stream().flatMap(step -> step.materials().stream()).distinct().count();
        document.text("共记录 %d 个环节，用时 %d 分钟，要求提交材料 %d 份，现场跑动 %d 次。".formatted(steps.size(), minutes, materials, visits));
        List<List<String>> rows = new ArrayList<>();
        for (Step step : steps) {
            rows.add(List.of(Integer.toString(rows.size() + 1), step.name() + setting(step.setting()),
                    CLOCK.format(step.startedAt()) + "—" + CLOCK.format(step.finishedAt()),
                    step.minutes() + (step.promisedMinutes() == null ? "" : "（承诺 " + step.promisedMinutes() + "）"), chinese(step.result()),
                    String.join("、", step.materials()), Integer.toString(step.visits()),
                    Stream.of(step.note(), step.citizenWords() == null ? null : "群众反映：“" + step.citizenWords() + "”",
                                    step.coordination() == null ? null : "业务协同：" + step.coordination(),
                                    step.callBackResult() == null ? null : "回访结果：" + step.callBackResult(),
                                    step.solved() == null ? null : step.solved() ? "已解决到位" : "尚未解决到位").filter(Objects::nonNull)
                            .collect(Collectors.joining("；"))));
        }
        document.table(List.of("序号", "环节", "起止时间", "用时（分钟）", "结果", "要求的材料", "跑动（次）", "备注"), rows);
    }

    private static String setting(@Nullable StepSetting setting) {
        if (setting == null) {
            return "";
        }
        String where = Stream.of(setting.channel() == null ? null : setting.channel().chinese(), setting.end() == null ? null : setting.end().chinese(),
                setting.dataShared() == null ? null : setting.dataShared() ? "数据已共享" : "数据未共享",
                setting.scene() == null ? null : setting.scene().chinese(), setting.enforcement() == null ? null : setting.enforcement().chinese())
                .filter(Objects::nonNull).collect(Collectors.joining("，"));
        return where.isEmpty() ? "" : "（" + where + "）";
    }

    private void checks(Paper document, Walkthrough walkthrough) {
        // Of one checkpoint that was looked at twice, the last counts.
        Map<String, Entry.Check> last = walkthrough.recording().checks()
                .collect(Collectors.toMap(Entry.Check::checkpoint, check -> check, (_, later) -> later, LinkedHashMap::new));
        if (last.isEmpty()) {
            return;
        }
        document.heading("检查情况");
        Map<CheckResult, Long> counts = last.values().stream().collect(Collectors.groupingBy(Entry.Check::result, Collectors.counting()));
        document.text("共检查 %d 个检查点，符合 %d 个，不符合 %d 个，不涉及 %d 个。".formatted(last.size(), counts.getOrDefault(CheckResult.MET, 0L),
                counts.getOrDefault(CheckResult.NOT_MET, 0L), counts.getOrDefault(CheckResult.NOT_APPLICABLE, 0L)));
        Checklist checklist = checklists.find(walkthrough.checklistVersion()).orElse(null);
        last.values().stream().filter(check -> check.result() == CheckResult.NOT_MET).forEach(check -> document.text("不符合：" + check.checkpoint() + " "
                + (checklist == null ? "" : checklist.checkpoint(check.checkpoint()).map(Checkpoint::text).orElse(""))
                + (check.note() == null ? "" : "。" + check.note())));
    }

    private void findings(Paper document, Walkthrough walkthrough) {
        document.heading("发现的问题、需求和创新做法");
        if (walkthrough.findings().isEmpty()) {
            document.text("未发现问题。");
        }
        for (Finding finding : walkthrough.findings()) {
            document.subheading("【" + chinese(finding.kind()) + "】" + finding.title());
            document.text(finding.text());
            document.text("所涉单位：" + name(finding.aboutUnit()) + "；检查点：" + finding.checkpoint() + "（" + finding.dimension().chinese() + "）；发现时间："
                    + TIME.format(finding.observedAt()) + (finding.photos().isEmpty() ? "" : "；附照片 " + finding.photos().size() + " 张") + "。");
            if (finding.kind().issue().isPresent()) {
                document.text("办理情况：" + became(finding.issue()) + "。");
            }
        }
    }

    private static String became(@Nullable Outcome issue) {
        if (issue == null) {
            return "待登记";
        }
        return issue.stage().chinese() + "（" + DAY.format(issue.since()) + "）" + (issue.reason() == null ? "" : "，原因：" + issue.reason());
    }

    private void cases(Paper document, Walkthrough walkthrough) {
        List<HardCase> followed = hardCases.of(walkthrough.feedbackIds());
        if (followed.isEmpty()) {
            return;
        }
        document.heading("督办的疑难问题");
        for (HardCase found : followed) {
            document.subheading("【" + found.source().chinese() + "】" + found.title());
            document.text("群众反映时间：" + DAY.format(found.createdAt()) + "；所涉单位：" + name(found.unit()) + "；办理情况：" + found.stage().chinese() + "（"
                    + DAY.format(found.since()) + "）。");
        }
    }

    private void followUp(Paper document, Walkthrough walkthrough) {
        document.heading("跟踪解决情况");
        Completion completion = sessions.completion(walkthrough);
        document.text("截至%s，本次走流程%s：共发现问题和需求 %d 件，已解决 %d 件，责任单位已签收办理 %d 件，待明确责任单位 %d 件%s。".formatted(DAY.format(clock.instant()),
                completion.status(), completion.findings(), completion.settled(), completion.owned(), completion.waiting(),
                completion.cases() == 0 ? "" : "；督办疑难问题 %d 件，已解决 %d 件".formatted(completion.cases(), completion.solved())));
    }

    private void pictures(Paper document, Walkthrough walkthrough) throws IOException {
        List<StoredPhoto> held = walkthrough.photos();
        if (held.isEmpty()) {
            return;
        }
        Map<String, String> captions = new HashMap<>();
        Recording recording = walkthrough.recording();
        recording.current().stream().filter(entry -> entry.kind() == EntryKind.PHOTO).map(Entry::photo).filter(Objects::nonNull).forEach(shot -> {
            if (shot.caption() != null) {
                captions.put(shot.sha256(), shot.caption());
            }
        });
        document.heading("现场照片");
        int shown = 0;
        for (StoredPhoto photo : held.subList(0, Math.min(held.size(), MOST_PHOTOS))) {
            var small = new ByteArrayOutputStream();
            String caption = "照片" + (shown + 1) + (captions.containsKey(photo.sha256()) ? "：" + captions.get(photo.sha256()) : "");
            if (photos.small(photo.sha256(), PHOTO_SIDE, small)) {
                document.picture(small.toByteArray(), caption, PHOTO_WIDTH, PHOTO_HEIGHT);
                shown++;
            }
        }
        if (shown < held.size()) {
            document.text("另有 " + (held.size() - shown) + " 张照片未在此列出，可在系统中查看。");
        }
    }

    private static String chinese(SpecialGroup group) {
        return switch (group) {
            case ELDERLY -> "老年人";
            case DISABLED -> "残疾人";
            case REMOTE_RESIDENT -> "偏远地区居民";
        };
    }

    private static String chinese(StepResult result) {
        return switch (result) {
            case PASSED -> "办通";
            case FAILED -> "未办成";
            case BLOCKED -> "受阻";
        };
    }

    private static String chinese(FindingKind kind) {
        return switch (kind) {
            case PROBLEM -> "问题";
            case DEMAND -> "需求";
            case PRACTICE -> "创新做法";
        };
    }
}
