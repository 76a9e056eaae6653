package cn.tiyan.experiencer.recruitment;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What operators may change while the service runs; {@code tiyan.experiencer.recruitment} in Nacos.
 *
 * @param privacyVersion version of the privacy notice; whoever applies names the one they agreed to
 * @param privacyNotice its text
 * @param readsPerMinute so many requests one address may make without a token, of those that only read
 * @param writesPerMinute and of the others: applications, look-ups by code, invitations
 */
public record RecruitmentPolicy(
        @DefaultValue("2026-1") @Pattern(regexp = "[0-9A-Za-z.-]{1,20}") String privacyVersion,
        @DefaultValue("""
                为审核和联系政务服务体验员，征集单位收集您的姓名、手机号码、身份证号码、类别和所属领域。上述信息加密保存，仅由征集单位及其上级营商环境\
                建设部门使用；审核通过后，姓名以部分隐去的形式与类别、领域一并公示。您可以凭申请编号和查询码查询、撤回申请，也可以向征集单位要求更正或删除。""")
        @NotBlank @Size(max = 5000) String privacyNotice,
        @DefaultValue("120") @Min(1) @Max(100_000) int readsPerMinute,
        @DefaultValue("20") @Min(1) @Max(100_000) int writesPerMinute) {
}
