package cn.tiyan.feedback.file;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much a file may hold.
 *
 * @param largest its size
 * @param mostRows rows with something in them
 * @param unpacked all parts of a workbook together, uncompressed
 * @param atOnce files that are read at the same time; more are asked to come again
 */
@Validated
@ConfigurationProperties("tiyan.feedback.files")
record FileLimits(@NotNull @DefaultValue("5MB") DataSize largest, @Min(1) @Max(100_000) @DefaultValue("5000") int mostRows, @NotNull @DefaultValue("32MB") DataSize unpacked,
        @Min(1) @DefaultValue("2") int atOnce) {
}
