package cn.tiyan.feedback.open311;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What civic apps find here; operators change this in Nacos, under {@code tiyan.feedback.open311}.
 *
 * @param contact whom to turn to, shown to developers
 * @param services what citizens can report
 */
public record Open311Settings(@NotBlank @DefaultValue("请联系本级营商环境建设局") String contact, @NotNull @DefaultValue List<@Valid CivicService> services) {

    public Open311Settings {
        if (services.stream().map(CivicService::code).distinct().count() < services.size()) {
            throw new IllegalArgumentException("two Open311 services have the same code");
        }
    }
}
