"""For each of the 33 rejected classes: its article, names that are of it, and lawful names that look alike."""

CLASSES = {
    "X01": (
        "征信业管理条例 14",
        "宗教信仰 是否信教 religion personReligion zong_jiao zjxy",
        "诚信 信用 trust zone_code",
    ),
    "X02": (
        "征信业管理条例 14",
        "指纹 人脸识别 基因 fingerprint_hash dna face_id shengwushibie",
        "general interface surface agenda facet",
    ),
    "X03": ("征信业管理条例 14", "血型 bloodType blood_group xuexing", "类型 type group kind_type"),
    "X04": (
        "征信业管理条例 14",
        "病史 残疾等级 health_status diagnosis_code disability bing_shi canji",
        "app_medical wealthy_no 先诊疗后付费按期结清 pay-after-treatment",
    ),
    "X05": (
        "国办发〔2020〕49号",
        "政治面貌 党派 political_status partyMember zzmm zhengzhimianmao",
        "third_party counterparty 团市委 policy",
    ),
    "X06": ("宪法 4", "民族 籍贯 家庭出身 ethnicity race native_place minzu mz", "trace brace 国民经济 original_no"),
    "X07": (
        "宪法 41",
        "信访次数 投诉 行政复议 petition_count complaints plaintiff xinfang",
        "competition compliance repetition 履约",
    ),
    "X08": (
        "民法典 1029",
        "异议次数 objection_count disputes_count number_of_disputes yiyicishu",
        "objective object_no 议定",
    ),
    "X09": (
        "个人信息保护法 6",
        "网络言论 好友数 通讯录 social_network contacts friendCount weibo",
        "contact_way 社会信用 联系方式 network_code",
    ),
    "X10": (
        "个人信息保护法 28",
        "行踪轨迹 出行明细 gps_point location tripCount xingzong",
        "application allocation 出行后付结清 striped stripe strip",
    ),
    "X11": (
        "治安管理处罚法 136",
        "治安处罚 行政拘留 psb_violation police_record public_security_violation zhianchufa",
        "public_record 公共信用 policy_no psb",
    ),
    "X12": (
        "刑事诉讼法 286",
        "未成年人信息 juvenile_record is_minor minors under18 weichengnian",
        "minority_interest 成年 minor_most",
    ),
    "X13": (
        "民法典 1034",
        "亲属信用 配偶失信 连坐 relatives_credit spouse_score family_member qinshu",
        "apparent transparent 相对人 relatively",
    ),
    "X14": (
        "民法典 1032",
        "婚姻状况 子女数 计划生育 marital_status children family_planning hunyin hyzk",
        "single_payment 结清 martial kindness",
    ),
    "X15": ("献血法 2", "无偿献血 blood_donation bloodDonor xianxue", "donation donor_no 捐赠 贡献"),
    "X16": (
        "人体器官捐献和移植条例 3",
        "造血干细胞 器官捐献 骨髓 bone_marrow organ_donation organ_donor gusui",
        "organ organ_code 机关 处罚机关",
    ),
    "X17": (
        "信用修复管理办法 4",
        "闯红灯 交通违法 简易程序处罚 jaywalking traffic_violation summary_procedure jianyichengxu",
        "summary 信用停车 ticket_no transport traffic",
    ),
    "X18": ("2020年", "垃圾分类 waste_sorting garbage lajifenlei", "sorting sort_no 分类 village"),
    "X19": (
        "国办发〔2020〕49号",
        "养犬 吸烟 不文明行为 dog_owner smoking incivility yangquan",
        "文明办 dogma civilisation_office smooth",
    ),
    "X20": (
        "就业促进法 3",
        "频繁跳槽 辞职次数 job_changes resignations unemployed tiaocao",
        "change_no 变更 design_no signed_on",
    ),
    "X21": (
        "无具有法律效力的文书",
        "水费欠费 拖欠物业费 话费逾期 utility_arrears property_fee unpaid_utility qianfei",
        "水费按期缴纳 欠税公告 tax_arrears utility 法院确认的缴费义务未履行",
    ),
    "X22": (
        "国办发〔2020〕49号",
        "预约爽约 逃票 占座 no_show fare_evasion seatTaking shuangyue",
        "预约履约 show_no 违约 fare",
    ),
    "X23": (
        "就业促进法 3",
        "学历 职业 工作单位 education occupation employer whcd",
        "来源单位 作出执行依据单位 course_no 诚信课堂 unit_code",
    ),
    "X24": (
        "居住证暂行条例 12",
        "户籍类型 居住证 出生地 hukou residence_permit address_code huji",
        "服务区县 居民 resident household_rating district",
    ),
    "X25": (
        "宪法 48",
        "年龄 性别 出生日期 age sexCode gender date_of_birth xb",
        "message average stage page usage manager Essex",
    ),
    "X26": (
        "征信业管理条例 14",
        "年收入 存款余额 不动产 纳税额 annual_income salary net_worth nashuie",
        "deposit-free_loans 免押 tax_arrears 公积金 personal_income_tax_settlement",
    ),
    "X27": (
        "征信业管理条例 13",
        "征信查询次数 网贷申请次数 credit_inquiries hard_pull NumInqLast6M chaxuncishu",
        "application_no query_no 申请 credit_office",
    ),
    "X28": (
        "征信业管理条例 16",
        "已修复信息 异议中 轻微失信 repaired_items disputed minor_record expired_record xiufu",
        "ended_on expiry_day minor 移除时间 outcome",
    ),
    "X29": (
        "个人信息保护法 6",
        "消费明细 购物偏好 purchases shopping_habits consumptionHistory gouwu",
        "支付 consumer_no order_no 后付费",
    ),
    "X30": (
        "国办发〔2020〕49号",
        "村规民约扣分 居民互评 网格员打分 village_rule_points neighbour_rating grid_score wanggeyuan",
        "rating_no 村社区互助服务 village grid",
    ),
    "X31": (
        "刑法 100",
        "刑事判决 犯罪前科 criminal_record convictions prison_term fanzui",
        "civil_judgment 民事判决书 discriminant",
    ),
    "X32": (
        "同一事实不重复计分",
        "限制消费令 限高 consumption_limit_order consumptionRestriction xzxf xianzhigaoxiaofei",
        "limit limit_no 消除",
    ),
    "X33": (
        "社会救助法",
        "低保 低收入家庭 社会救助 welfare_receipt dibao low_income",
        "farewell 海上救助 志愿消防/海上救助 benefit_code",
    ),
}
