package cn.tiyan.testkit;

import cn.tiyan.platform.security.Role;
import java.util.Set;

/** The people of the stories: the same as the local identity provider's demo users. */
public enum Persona {
    PROVINCE_OFFICE("sheng.ban", "省营商办经办", "210000", Role.OFFICE_CLERK),
    PROVINCE_VERIFIER("sheng.hecha", "省核查员", "210000", Role.VERIFIER),
    PROVINCE_LEADER("sheng.lingdao", "省领导", "210000", Role.LEADER),
    SHENYANG_OFFICE("shenyang.ban", "沈阳市营商办经办", "210100", Role.OFFICE_CLERK),
    SHENYANG_VERIFIER("shenyang.hecha", "沈阳市核查员", "210100", Role.VERIFIER),
    SHENYANG_DEPARTMENT("shenyang.renshe", "沈阳市人社局经办", "210100-HRSS", Role.DEPARTMENT_CLERK),
    SHENYANG_WALKER("shenyang.ganbu", "沈阳市走流程干部", "210100-HRSS", Role.WALKER),
    DALIAN_OFFICE("dalian.ban", "大连市营商办经办", "210200", Role.OFFICE_CLERK),
    DALIAN_DEPARTMENT("dalian.renshe", "大连市人社局经办", "210200-HRSS", Role.DEPARTMENT_CLERK),
    EXPERIENCER("tiyanyuan.wang", "体验员王女士", "210100", Role.EXPERIENCER),
    OPERATOR("yunwei", "运维", "210000", Role.OPERATOR),
    ADMIN("guanli", "系统管理员", "210000", Role.ADMIN);

    private final String account;
    private final String displayName;
    private final String unit;
    private final Set<Role> roles;

    Persona(String account, String displayName, String unit, Role... roles) {
        this.account = account;
        this.displayName = displayName;
        this.unit = unit;
        this.roles = Set.of(roles);
    }

    public String account() {
        return account;
    }

    public String displayName() {
        return displayName;
    }

    public String unit() {
        return unit;
    }

    public Set<Role> roles() {
        return roles;
    }

    /** The persona as a caller, for tests that need no HTTP. */
    public cn.tiyan.platform.security.Caller caller() {
        return new cn.tiyan.platform.security.Caller(account, displayName, roles, unit);
    }
}
