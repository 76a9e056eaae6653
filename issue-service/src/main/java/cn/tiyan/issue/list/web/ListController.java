package cn.tiyan.issue.list.web;

import cn.tiyan.issue.issue.IssueFilter;
import cn.tiyan.issue.list.FourList;
import cn.tiyan.issue.list.FourLists;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * 问题清单, 需求清单, 整改清单 and 优化清单 (notice, section 三(四)2), for officials, within what they may see: {@code problems},
 * {@code demands}, {@code rectifications} and {@code optimizations}. They take the filters of {@code /api/v1/issues} (an item is
 * looked for in the column that shows it) and are always sorted by registration, newest first.
 */
@RestController
@RequestMapping("/api/v1/lists/{name}")
class ListController {

    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final FourLists lists;

    ListController(FourLists lists) {
        this.lists = lists;
    }

    /**
     * One page of a list, in the columns of its workbook.
     *
     * @param name as officials see it
     * @param headings by the names of the columns, in order
     * @param items what stands in each column, and the {@code id} of the issue; what is not known is left out
     * @param next what to pass as {@code after} for the next page; absent on the last
     */
    record Lines(String name, Map<String, String> headings, List<Map<String, Object>> items, @Nullable String next) {
    }

    /**
     * Reads a list.
     *
     * @param limit of issues, 1 to 200; each optimization is a line of its own
     * @param after {@code next} of the page before
     */
    @GetMapping
    @Operation(summary = "查看四张清单之一")
    Lines page(@PathVariable String name, @ParameterObject @Valid @ModelAttribute IssueFilter filter,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "应为 1 至 200") @Max(value = 200, message = "应为 1 至 200") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        FourList list = list(name, caller);
        Page<Map<String, Object>> page = lists.page(list, filter, caller, limit, after);
        return new Lines(list.chinese(), lists.headings(list), page.items(), page.next());
    }

    /** The whole list as a workbook (xlsx), written as it is read. One that breaks off cannot be opened. */
    @GetMapping("/export")
    @Operation(summary = "导出清单（xlsx）")
    void export(@PathVariable String name, @ParameterObject @Valid @ModelAttribute IssueFilter filter, Caller caller, HttpServletResponse response)
            throws IOException {
        try (FourLists.Export export = lists.export(list(name, caller), filter, caller)) {
            response.setContentType(WORKBOOK);
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment().filename(export.fileName(), StandardCharsets.UTF_8).build().toString());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
            response.setHeader("X-Content-Type-Options", "nosniff");
            export.to(response.getOutputStream());
        }
    }

    private static FourList list(String name, Caller caller) {
        caller.requireOfficial();
        return FourList.named(name).orElseThrow(() -> Refusal.notFound("没有这张清单，可用的有 problems、demands、rectifications、optimizations"));
    }
}
