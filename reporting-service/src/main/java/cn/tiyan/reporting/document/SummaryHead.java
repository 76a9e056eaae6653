package cn.tiyan.reporting.document;

import cn.tiyan.platform.privacy.Masking;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a unit says around the text of its summary report; where it says nothing, the template or the platform does.
 *
 * @param title 标题
 * @param number 发文字号, such as 沈营商报〔2026〕12号; none where it says nothing
 * @param recipient 主送机关
 * @param issuer 发文机关署名; by default the unit's name
 * @param date 成文日期, ISO; by default the day on which the document is made
 * @param attachments 附件 of its own, behind those with the figures
 */
public record SummaryHead(@Nullable String title, @Nullable String number, @Nullable String recipient, @Nullable String issuer, @Nullable String date,
        List<String> attachments) {

    static final SummaryHead NOTHING = new SummaryHead(null, null, null, null, null, List.of());

    public SummaryHead {
        attachments = attachments.stream().map(Masking::text).toList();
    }
}
