package cn.tiyan.issue.calendar;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.springframework.format.annotation.DateTimeFormat;

/**
 * Where a year's schedule comes from: the notice of the General Office of the State Council.
 *
 * @param title such as 国务院办公厅关于2026年部分节假日安排的通知
 * @param number its document number, such as 国办发明电〔2025〕7号
 * @param date the day it bears
 */
public record Notice(
        @NotBlank(message = "应写明通知标题") String title,
        @NotBlank(message = "应写明发文字号") String number,
        @NotNull(message = "应写明成文日期") @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate date) {
}
