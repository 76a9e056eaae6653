package cn.tiyan.local.identity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Set;

/**
 * Someone who can sign in.
 *
 * @param username the {@code sub} of their tokens
 * @param name as shown to others, Chinese
 * @param roles what they may do
 * @param unit the code of the unit they act for: an area (GB/T 2260, six digits), a department or a development zone in it
 */
record DemoUser(
    @Pattern(regexp = "[a-z]+(\\.[a-z]+)?") @NotNull String username,
    @NotBlank String name,
    @NotEmpty Set<@NotNull Role> roles,
    @Pattern(regexp = "\\d{6}(-[A-Z]+|-Z\\d{2})?") @NotNull String unit) {

    enum Role {
        /** 营商办经办 */
        OFFICE_CLERK,
        /** 部门经办 */
        DEPARTMENT_CLERK,
        /** 核查员 */
        VERIFIER,
        /** 走流程干部 */
        WALKER,
        /** 体验员 */
        EXPERIENCER,
        /** 领导 */
        LEADER,
        /** 运维 */
        OPERATOR,
        /** 系统管理员 */
        ADMIN
    }
}
