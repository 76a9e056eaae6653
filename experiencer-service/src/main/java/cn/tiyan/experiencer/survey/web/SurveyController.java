package cn.tiyan.experiencer.survey.web;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.experiencer.sheet.Sheet;
import cn.tiyan.experiencer.survey.Audience;
import cn.tiyan.experiencer.survey.Content;
import cn.tiyan.experiencer.survey.Question;
import cn.tiyan.experiencer.survey.QuestionKind;
import cn.tiyan.experiencer.survey.Questionnaire;
import cn.tiyan.experiencer.survey.Results;
import cn.tiyan.experiencer.survey.Section;
import cn.tiyan.experiencer.survey.SurveyStatus;
import cn.tiyan.experiencer.survey.Surveys;
import cn.tiyan.experiencer.survey.Surveys.Asked;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Questionnaires (notice, section 三(二)2). Who answered what is in no answer of these: results count, and are shown once it is
 * closed and at least five have answered.
 */
@RestController
@RequestMapping("/api/v1/surveys")
@Tag(name = "社会调查", description = "问卷的起草、发布、答卷与结果；任何接口都不显示谁答了什么")
class SurveyController {

    private static final String REQUIRED = "必填";
    private static final String PAGE = "应为 1 至 200";

    private final Surveys surveys;
    private final Clock clock;

    SurveyController(Surveys surveys, Clock clock) {
        this.surveys = surveys;
        this.clock = clock;
    }

    /**
     * What is asked of whom.
     *
     * @param intro what it is for
     */
    record Draft(
            @NotNull(message = REQUIRED) @Line String title,
            @Nullable @Prose String intro,
            @NotNull(message = REQUIRED) @Size(min = 1, max = 20, message = "应有 1 至 20 个部分") List<@NotNull(message = REQUIRED) @Valid Part> sections,
            @NotNull(message = REQUIRED) @Valid Asks audience) {

        Content content() {
            List<Section> all = new ArrayList<>();
            int number = 0;
            for (Part part : sections) {
                List<Question> questions = new ArrayList<>();
                for (Item item : part.questions()) {
                    questions.add(item.question("q" + ++number));
                }
                all.add(new Section(part.title(), questions));
            }
            return new Content(title, intro, all, audience.audience());
        }
    }

    /** Questions that belong together. */
    record Part(
            @Nullable @Line String title,
            @NotNull(message = REQUIRED) @Size(min = 1, max = 60, message = "应有 1 至 60 题") List<@NotNull(message = REQUIRED) @Valid Item> questions) {
    }

    /** One question; see {@link Question}. It must be answered where {@code required} is true. */
    record Item(
            @NotNull(message = REQUIRED) QuestionKind kind,
            @NotNull(message = REQUIRED) @Line String text,
            @Nullable Boolean required,
            @Nullable @Size(max = 30, message = "应有 2 至 30 个选项") List<@NotNull(message = REQUIRED) @Line String> choices,
            @Nullable Integer min,
            @Nullable Integer max,
            @Nullable @Line String lowest,
            @Nullable @Line String highest,
            @Nullable Integer maxLength) {

        Question question(String key) {
            return new Question(key, kind, text, required != null && required, choices == null ? List.of() : choices, min, max, lowest, highest, maxLength);
        }
    }

    /** Either an activity, whose participants are asked, or a unit with what narrows its experiencers down. */
    record Asks(
            @Nullable @Pattern(regexp = "act_[0-9a-z]{26}", message = "不是活动标识") String activityId,
            @Nullable @Pattern(regexp = "[0-9A-Z-]{1,24}", message = "应为单位编码，例如 210100-HRSS") String unit,
            @Nullable @Size(max = 20, message = "最多 20 个类别") List<@NotNull(message = REQUIRED) ExperiencerCategory> categories,
            @Nullable @Size(max = 10, message = "最多 10 个年龄段") List<@NotNull(message = REQUIRED) AgeBand> ageBands,
            @Nullable @Size(max = 20, message = "最多 20 个领域") List<@NotNull(message = REQUIRED) @Line String> fields) {

        Audience audience() {
            boolean narrowed = categories != null || ageBands != null || fields != null;
            if ((activityId == null) == (unit == null) || activityId != null && narrowed) {
                throw Refusal.malformed("audience", "请在活动和单位中选择其一；按单位发放时才能限定类别、年龄段和领域");
            }
            return activityId != null ? Audience.ofActivity(activityId) : new Audience(null, unit, categories == null ? List.of() : categories,
                    ageBands == null ? List.of() : ageBands, fields);
        }
    }

    /** @param deadline until when it can be answered; at most a year ahead */
    record Publication(@NotNull(message = REQUIRED) Instant deadline) {
    }

    /**
     * 答卷.
     *
     * @param answers by the key of the question: the number of a choice or of the scale, a list of numbers, or a text; what is absent,
     *     null or empty is skipped
     */
    record Answers(@NotNull(message = REQUIRED) @Size(max = 100, message = "最多 100 题") Map<String, @Nullable Object> answers) {
    }

    /** 起草. 201 with its address and ETag; 200 where the same request had been made before. */
    @PostMapping
    @Operation(summary = "起草一份问卷")
    ResponseEntity<SurveyView> draft(@Valid @RequestBody Draft body, IdempotencyKey key, Caller caller) {
        Asked<Questionnaire> asked = surveys.draft(key.id(Questionnaire.PREFIX, caller), body.content(), caller);
        return IfMatch.begun(asked.fresh(), "/api/v1/surveys/" + asked.record().id(), answer(asked.record(), caller));
    }

    /**
     * The questionnaires of the caller's unit and those below it, newest first.
     *
     * @param limit 1 to 200
     * @param after {@code next} of the page before
     */
    @GetMapping
    @Operation(summary = "分页查看问卷")
    Page<SurveyLine> list(@RequestParam(required = false) @Nullable SurveyStatus status,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = PAGE) @Max(value = 200, message = PAGE) int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return surveys.list(status, caller, limit, after).map(SurveyLine::of);
    }

    /** One questionnaire, its version as ETag, and how many have answered. */
    @GetMapping("/{id}")
    @Operation(summary = "查看一份问卷")
    ResponseEntity<SurveyView> get(@PathVariable String id, Caller caller) {
        return answer(surveys.get(id, caller), caller);
    }

    /** Who did what with the questionnaire, when and why, oldest first. Answers are no part of it. */
    @GetMapping("/{id}/history")
    @Operation(summary = "查看问卷的办理历史")
    List<HistoryEntry> history(@PathVariable String id, Caller caller) {
        return surveys.get(id, caller).history();
    }

    /** 修改, whole, while it is a draft. */
    @PutMapping("/{id}")
    @Operation(summary = "修改问卷草稿")
    ResponseEntity<SurveyView> revise(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Draft body) {
        return answer(surveys.revise(id, body.content(), caller, version.version()), caller);
    }

    /** 发布: from now on it can be answered, and stays as it is. */
    @PostMapping("/{id}/publication")
    @Operation(summary = "发布问卷")
    ResponseEntity<SurveyView> publish(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Publication body) {
        return answer(surveys.publish(id, body.deadline(), caller, version.version()), caller);
    }

    /** 结束, before its deadline. */
    @PostMapping("/{id}/closing")
    @Operation(summary = "结束问卷")
    ResponseEntity<SurveyView> close(@PathVariable String id, Caller caller, IfMatch version) {
        return answer(surveys.close(id, caller, version.version()), caller);
    }

    /** What came of it, by question. 422 {@code still-open} before it is closed; 422 {@code too-few} where fewer than five answered. */
    @GetMapping("/{id}/results")
    @Operation(summary = "查看问卷结果")
    Results results(@PathVariable String id, Caller caller) {
        return surveys.results(id, caller);
    }

    /** The same as a workbook (xlsx), with all texts. */
    @GetMapping("/{id}/results/export")
    @Operation(summary = "导出问卷结果（xlsx）")
    void export(@PathVariable String id, Caller caller, HttpServletResponse response) throws IOException {
        Results results = surveys.results(id, caller);
        try (var lines = new ResultLines(results, question -> surveys.texts(id, question, caller))) {
            Sheet sheet = ResultLines.sheet(clock.instant());
            response.setContentType(Sheet.TYPE);
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment().filename(sheet.fileName(), StandardCharsets.UTF_8).build().toString());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
            response.setHeader("X-Content-Type-Options", "nosniff");
            sheet.write(lines.iterator(), response.getOutputStream());
        }
    }

    /**
     * What the caller is asked and can still answer, newest first.
     *
     * @param limit 1 to 50
     * @param after {@code next} of the page before
     */
    @GetMapping("/mine")
    @Operation(summary = "查看请我填写的问卷")
    Page<SurveyLine> mine(@RequestParam(defaultValue = "20") @Min(value = 1, message = "应为 1 至 50") @Max(value = 50, message = "应为 1 至 50") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return surveys.mine(caller, limit, after).map(SurveyLine::of);
    }

    /** One questionnaire as a phone shows it. 404 for whoever is not asked; 422 {@code survey-closed}. */
    @GetMapping("/mine/{id}")
    @Operation(summary = "打开请我填写的问卷")
    FormView form(@PathVariable String id, Caller caller) {
        Surveys.Form form = surveys.form(id, caller);
        return FormView.of(form.questionnaire(), form.answered());
    }

    /** 答卷, whole. Answering again replaces the first answer, until it is closed. 400 names each question at fault: {@code answers[q3]}. */
    @PostMapping("/mine/{id}/answers")
    @Operation(summary = "提交答卷")
    FormView answer(@PathVariable String id, @Valid @RequestBody Answers body, Caller caller) {
        surveys.answer(id, body.answers(), caller);
        Surveys.Form form = surveys.form(id, caller);
        return FormView.of(form.questionnaire(), form.answered());
    }

    private ResponseEntity<SurveyView> answer(Questionnaire questionnaire, Caller caller) {
        return IfMatch.tagged(questionnaire, SurveyView.of(questionnaire, surveys.turnout(questionnaire), caller));
    }
}
