"""Wording of our own in five languages, in pieces that combine into mine-action sentences.

Blanks separate words (in Chinese too, where they are taken out again when a text is written).
A piece reads well wherever its role stands; the first word of a sentence is capitalised later.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """The pieces of one language, by role, and the order in which a sentence takes them."""

    code: str
    order: tuple[str, ...]
    pieces: dict[str, tuple[str, ...]]
    words: tuple[str, ...]
    stop: frozenset[str]
    period: str = "."
    comma: str = ","
    spaced: bool = True
    reference: str = "in accordance with paragraph @"


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ENGLISH = Language(
    code="en",
    order=("opening", "subject", "modal", "act", "object", "where", "purpose"),
    pieces={
        "opening": _lines("""
            in the light of the lessons drawn from earlier clearance seasons
            at the latest by the Third Assessment Conference
            where funding has been confirmed in writing
            notwithstanding any delay in the delivery of equipment
            as a matter of urgency
            on the recommendation of the Friends of the Chair
            without prejudice to their other obligations
            whenever survivors so request"""),
        "subject": _lines("""
            the affected States
            the donor community
            national mine action authorities
            all demining operators working in the field
            the ministries responsible for health and social affairs
            the "Group of Experts on Residual Risk"
            organisations of survivors
            regional training centres
            the Implementation Support Office and its partners
            States in a position to do so
            local councils near mine-affected villages
            the armed forces' engineering units"""),
        "modal": ("shall", "should", "will", "may", "must", "undertake to"),
        "act": _lines("""
            identify
            destroy
            report every year on
            set aside sufficient resources for
            bring forward
            publish
            review jointly
            put in place
            oversee
            improve"""),
        "object": _lines("""
            every area in which anti-personnel mines are known or suspected to be emplaced
            stockpiles held by former military depots
            a costed multi-year work plan
            risk education in primary schools
            the rehabilitation services offered outside the capital
            quality checks after each technical survey
            detailed maps of cancelled and released land
            vocational courses for widows and orphans
            the disposal of improvised devices
            legislation that penalises prohibited conduct
            the training of deminers' medical teams
            information systems open to the public
            an inventory of abandoned explosive ordnance
            physical rehabilitation and peer-to-peer support
            transparent tendering for clearance contracts
            the marking and fencing of hazardous zones"""),
        "where": _lines("""
            within four years of entry into force
            in all provinces crossed by the frontier
            under the supervision of an independent monitor
            with the full involvement of affected communities
            according to the International Standards for Land Release
            before the end of each calendar year
            through bilateral and triangular partnerships
            taking into account gender and age
            on territory recently returned to civilian use
            by means of mechanical and manual assets
            at no cost to the families concerned
            during the rainy season as well"""),
        "purpose": _lines("""
            so that displaced farmers can return safely
            with a view to completing clearance ahead of schedule
            to prevent further casualties among children
            in order to restore confidence between neighbours
            , bearing in mind the limited capacity of small administrations
            and inform the Meeting of the progress achieved
            while keeping overhead expenses low
            for the benefit of present and future generations
            , including by exchanging samples and data
            as long as the security situation permits"""),
    },
    words=_words(
        "promptly fully voluntarily measurable sustainable inclusive robust additional domestic credible verified"
        " periodic binding practical coherent agreed updated regional financial technical humanitarian adequate"
        " explicit gradual lasting neutral optional proven relevant tangible"
    ),
    stop=frozenset(
        "a an and as at be by for from has in is it its of on or that the their to was were which will with all any"
        " are every no not so shall should may must each other under through than".split()
    ),
)

FRENCH = Language(
    code="fr",
    order=ENGLISH.order,
    pieces={
        "opening": _lines("""
            compte tenu des enseignements tirés des campagnes antérieures
            au plus tard lors de la Troisième Conférence d'évaluation
            lorsque le financement est confirmé par écrit
            malgré tout retard dans la livraison du matériel
            de toute urgence
            sur proposition des Amis de la présidence
            sans préjudice de leurs autres engagements
            chaque fois que les rescapés le demandent"""),
        "subject": _lines("""
            les États touchés
            les bailleurs de fonds
            les autorités nationales de l'action antimines
            tous les opérateurs de déminage présents sur le terrain
            les ministères chargés de la santé et des affaires sociales
            les membres du "Groupe d'experts sur le risque résiduel"
            les associations de rescapés
            les centres de formation régionaux
            le Bureau d'appui et ses partenaires
            les États qui en ont les moyens
            les conseils locaux des villages exposés
            les unités du génie de l'armée"""),
        "modal": ("doivent", "devraient", "peuvent", "s'engagent à", "veillent à", "entendent"),
        "act": _lines("""
            recenser
            détruire
            présenter chaque année
            financer convenablement
            promouvoir
            publier
            réexaminer ensemble
            mettre en place
            superviser
            améliorer"""),
        "object": _lines("""
            toutes les zones où la présence de mines antipersonnel est avérée ou soupçonnée
            les stocks conservés dans d'anciens dépôts militaires
            un plan de travail pluriannuel chiffré
            la sensibilisation aux dangers dans les écoles primaires
            les services de réadaptation offerts hors de la capitale
            les contrôles de qualité après chaque enquête technique
            des cartes détaillées des terres déclassées ou rendues
            des cours professionnels pour les veuves et les orphelins
            l'élimination des engins improvisés
            une législation réprimant les comportements prohibés
            la préparation des équipes médicales des démineurs
            des systèmes d'information ouverts au public
            un inventaire des munitions explosives abandonnées
            la rééducation physique et l'entraide entre pairs
            des appels d'offres transparents en matière de dépollution
            le marquage et la clôture des secteurs dangereux"""),
        "where": _lines("""
            dans les quatre ans suivant l'entrée en vigueur
            dans toutes les provinces traversées par la frontière
            sous la surveillance d'un observateur indépendant
            avec la pleine participation des communautés concernées
            selon les normes internationales de remise à disposition
            avant la fin de chaque année civile
            au moyen de partenariats bilatéraux ou triangulaires
            en tenant compte du sexe et de l'âge
            sur les territoires récemment rendus à l'usage civil
            à l'aide de moyens mécaniques et manuels
            sans frais pour les familles intéressées
            également durant la saison des pluies"""),
        "purpose": _lines("""
            afin que les agriculteurs déplacés reviennent en sécurité
            en vue d'achever la dépollution plus tôt que prévu
            pour éviter de nouvelles victimes parmi les enfants
            et rétablir ainsi la confiance entre voisins
            , sans oublier les capacités limitées des petites administrations
            et informer l'Assemblée des progrès accomplis
            tout en maintenant des frais généraux modestes
            au bénéfice des générations présentes et futures
            , y compris par l'échange d'échantillons et de données
            aussi longtemps que la situation sécuritaire le permet"""),
    },
    words=_words(
        "rapidement pleinement volontairement mesurables durables inclusifs solides supplémentaires internes crédibles"
        " vérifiés périodiques contraignants pratiques cohérents convenus actualisés régionaux financiers techniques"
        " humanitaires adéquats explicites graduels neutres facultatifs éprouvés pertinents tangibles concertés"
    ),
    stop=frozenset(
        "à au aux ce ces dans de des du elle en est et il la le les leur leurs ou où par pour que qui sa se ses son"
        " sur un une y avec selon sous tout toutes tous chaque sans plus".split()
    ),
    reference="conformément au paragraphe @",
)

RUSSIAN = Language(
    code="ru",
    order=ENGLISH.order,
    pieces={
        "opening": _lines("""
            с учетом уроков прошлых сезонов расчистки
            не позднее третьей конференции по оценке
            если финансирование подтверждено письменно
            невзирая на любые задержки в поставке оборудования
            в безотлагательном порядке
            по рекомендации группы друзей председателя
            без ущерба для других своих обязательств
            всякий раз по просьбе пострадавших"""),
        "subject": _lines("""
            затронутые государства
            сообщества доноров
            национальные органы по разминированию
            все операторы, работающие на местах
            министерства здравоохранения и социальной защиты
            члены "Группы экспертов по остаточному риску"
            организации выживших жертв
            региональные учебные центры
            отдел поддержки и его партнеры
            располагающие возможностями государства
            местные советы опасных районов
            инженерные подразделения вооруженных сил"""),
        "modal": ("должны", "обязаны", "могут", "намерены", "обязуются", "призваны"),
        "act": _lines("""
            выявлять
            уничтожать
            ежегодно описывать
            надлежащим образом финансировать
            продвигать
            публиковать
            совместно пересматривать
            создавать
            контролировать
            улучшать"""),
        "object": _lines("""
            все участки, где установлены или предположительно установлены противопехотные мины
            запасы бывших военных складов
            многолетний план работы с расчетом затрат
            просвещение об опасности в начальных школах
            реабилитационные услуги за пределами столицы
            проверки качества после каждого технического обследования
            подробные карты исключенных и освобожденных земель
            профессиональные курсы для вдов и сирот
            обезвреживание самодельных устройств
            законодательство о наказании за запрещенные действия
            подготовку медицинских бригад саперов
            информационные системы открытого доступа
            перечень оставленных взрывоопасных боеприпасов
            физическую реабилитацию и взаимную поддержку
            прозрачные торги на подряды по расчистке
            маркировку и ограждение опасных зон"""),
        "where": _lines("""
            в течение четырех лет после вступления в силу
            во всех провинциях вдоль границы
            под надзором независимого наблюдателя
            при полном участии затронутых общин
            согласно международным стандартам высвобождения земель
            до конца каждого календарного года
            посредством двусторонних и трехсторонних партнерств
            принимая во внимание пол и возраст
            на территориях, недавно возвращенных гражданским властям
            с помощью механических и ручных средств
            бесплатно для соответствующих семей
            также и в сезон дождей"""),
        "purpose": _lines("""
            , чтобы перемещенные крестьяне безопасно вернулись
            с целью досрочного завершения работ
            для предотвращения новых жертв среди детей
            и тем самым восстанавливать доверие между соседями
            , помня об ограниченном потенциале малых администраций
            и информировать совещание о достигнутом прогрессе
            при сохранении низких накладных расходов
            на благо нынешнего и будущих поколений
            , в том числе путем обмена образцами и данными
            , пока это допускает обстановка"""),
    },
    words=_words(
        "оперативно полностью добровольно измеримые устойчивые надежные дополнительные внутренние достоверные"
        " проверенные периодические обязательные практические согласованные обновленные финансовые технические"
        " гуманитарные достаточные четкие постепенные долгосрочные нейтральные факультативные испытанные актуальные"
        " ощутимые взаимные целевые"
    ),
    stop=frozenset(
        "а без в во для до ее его за и из или их к как на не ни но о об от по при с со также то что это все всех под"
        " где если после среди между".split()
    ),
    reference="в соответствии с пунктом @",
)

ARABIC = Language(
    code="ar",
    order=("opening", "modal", "subject", "act", "object", "where", "purpose"),
    pieces={
        "opening": _lines("""
            في ضوء الدروس المستخلصة من مواسم الإزالة السابقة
            في موعد أقصاه مؤتمر التقييم الثالث
            حيثما تأكد التمويل كتابة
            رغم أي تأخير يطرأ أثناء تسليم المعدات
            على وجه السرعة
            بناء على توصية فريق أصدقاء الرئيس
            دون المساس بالتزاماتها الأخرى
            كلما طلب الناجون ذلك"""),
        "subject": _lines("""
            الدول المتضررة
            الجهات المانحة
            السلطات الوطنية المعنية بمكافحة الألغام
            جميع مشغلي الإزالة العاملين ميدانيا
            وزارات الصحة والشؤون الاجتماعية
            أعضاء "فريق خبراء المخاطر المتبقية"
            منظمات الناجين
            مراكز التدريب الإقليمية
            مكتب الدعم وشركائه
            الدول القادرة
            المجالس المحلية القريبة
            وحدات الهندسة العسكرية"""),
        "modal": ("يجب على", "ينبغي على", "يتعين على", "يتوجب على", "يحسن على"),
        "act": _lines("""
            تحديد
            تدمير
            تقديم تقرير سنوي عن
            تخصيص موارد كافية بشأن
            تعزيز
            نشر
            استعراض
            إنشاء
            مراقبة
            تحسين"""),
        "object": _lines("""
            كل منطقة يعرف أو يشتبه بوجود ألغام مضادة للأفراد تحت سطحها
            المخزونات المحفوظة بمستودعات قديمة
            خطة عمل متعددة السنوات محددة التكاليف
            التوعية بالأخطار داخل المدارس الابتدائية
            خدمات التأهيل المقدمة خارج العاصمة
            فحوص الجودة بعد كل مسح تقني
            خرائط مفصلة للأراضي الملغاة والمفرج عنها
            دورات مهنية للأرامل والأيتام
            التخلص من الأجهزة المرتجلة
            تشريعات تعاقب السلوك المحظور
            إعداد الفرق الطبية لنازعي الألغام
            نظم معلومات مفتوحة للجمهور
            جرد الذخائر المتفجرة المتروكة
            العلاج الطبيعي ومساندة الأقران
            مناقصات شفافة لعقود التطهير
            وسم النطاقات الخطرة وتسييجها"""),
        "where": _lines("""
            خلال أربع سنوات من بدء النفاذ
            في جميع المقاطعات الحدودية
            تحت إشراف مراقب مستقل
            بمشاركة كاملة من المجتمعات المعنية
            وفق المعايير الدولية للإفراج عن الأراضي
            قبل نهاية كل سنة تقويمية
            عن طريق شراكات ثنائية وثلاثية
            مع مراعاة الجنس والعمر
            على الأقاليم المعادة حديثا إلى الاستعمال المدني
            باستخدام وسائل آلية ويدوية
            دون تكلفة تتحملها الأسر
            حتى أثناء موسم الأمطار"""),
        "purpose": _lines("""
            كي يعود المزارعون النازحون بأمان
            بغية إنجاز العمل قبل الموعد المقرر
            لمنع وقوع ضحايا جدد بين الأطفال
            من أجل استعادة الثقة بين الجيران
            ، مع إدراك القدرات المحدودة للإدارات الصغيرة
            وإبلاغ الاجتماع بالتقدم المحرز
            مع إبقاء النفقات العامة منخفضة
            لصالح الأجيال الحاضرة والمقبلة
            ، بما يشمل تبادل العينات والبيانات
            ما دامت الحالة الأمنية تسمح"""),
    },
    words=_words(
        "فورا بالكامل طوعا مستدامة شاملة متينة إضافية داخلية موثوقة متحققة دورية ملزمة عملية متسقة متفقة محدثة مالية"
        " تقنية إنسانية ملائمة صريحة تدريجية دائمة محايدة اختيارية مجربة ملموسة متبادلة موجهة"
    ),
    stop=frozenset("أن أو إلى التي الذي على عن في ما مع من هذا هذه و كل لا بين كي قبل بعد دون تحت".split()),
    comma="،",
    reference="وفقا للفقرة @",
)

CHINESE = Language(
    code="zh",
    order=("opening", "subject", "modal", "where", "act", "object", "purpose"),
    pieces={
        "opening": _lines("""
            鉴于 以往 清除 季节 的 经验
            最迟 至 第三次 评估 会议
            凡 资金 已 书面 确认
            尽管 设备 交付 出现 延误
            作为 紧急 事项
            经 主席 之 友 小组 建议
            在 不 妨碍 其他 义务 的 情况 下
            一旦 幸存者 提出 请求"""),
        "subject": _lines("""
            受 影响 国家
            捐助 各方
            国家 排雷 行动 主管 当局
            所有 在 实地 工作 的 排雷 机构
            卫生 和 社会 事务 部门
            " 残余 风险 专家组 " 成员
            幸存者 组织
            区域 培训 中心
            支助 股 及其 伙伴
            有 能力 的 国家
            雷患 村庄 附近 的 地方 议会
            武装 部队 工程 单位"""),
        "modal": ("应", "须", "可", "必须", "应当", "承诺"),
        "act": _lines("""
            查明
            销毁
            每年 报告
            划拨 充足 资源 用于
            推动
            公布
            共同 审查
            设立
            监督
            改进"""),
        "object": _lines("""
            已知 或 疑似 布设 杀伤人员 地雷 的 一切 地区
            旧 军用 仓库 的 库存
            附有 费用 概算 的 多年期 工作 计划
            小学 的 风险 教育
            首都 以外 的 康复 服务
            每次 技术 勘察 之后 的 质量 检验
            已 取消 和 解禁 土地 的 详细 地图
            面向 孤儿寡妇 的 职业 课程
            简易 装置 的 处置
            惩治 违禁 行为 的 立法
            排雷 人员 医疗 队 的 训练
            向 公众 开放 的 信息 系统
            遗弃 爆炸物 的 清单
            身体 康复 与 同伴 互助
            透明 的 清除 合同 招标
            危险 区域 的 标识 和 围栏"""),
        "where": _lines("""
            在 生效 后 四年 之内
            在 边境 沿线 各省
            在 独立 观察员 监督 下
            在 有关 社区 充分 参与 下
            按照 国际 土地 解禁 标准
            于 每个 日历年 结束 前
            通过 双边 和 三方 伙伴 关系
            考虑 到 性别 和 年龄
            在 新近 归还 民用 的 领土 上
            运用 机械 和 人工 手段
            不 向 家属 收费 地
            包括 在 雨季 期间"""),
        "purpose": _lines("""
            ， 使 流离失所 的 农民 安全 返回
            ， 以期 提前 完成 任务
            ， 防止 儿童 再 有 伤亡
            ， 从而 恢复 邻里 信任
            ， 同时 铭记 小型 行政 机关 能力 有限
            ， 并 向 会议 通报 所 取得 的 进展
            ， 同时 保持 较低 间接 费用
            ， 造福 今世 后代
            ， 包括 交换 样品 和 数据
            ， 只要 安全 局势 允许"""),
    },
    words=_words(
        "迅速 充分 自愿 可衡量 可持续 包容 稳健 额外 国内 可信 核实 定期 约束性 务实 连贯 商定 更新 区域性 财政 技术性"
        " 人道 适足 明确 逐步 持久 中立 任择 行之有效 切实 对口"
    ),
    stop=frozenset("的 和 与 及 在 了 为 是 以 其 或 之 于 对 应 等 有 不 将 由 下 上 中 内 各 一 所 并 性".split()),
    period="。",
    comma="，",
    spaced=False,
    reference="根据 第 @ 段",
)

LANGUAGES = {language.code: language for language in (ENGLISH, FRENCH, RUSSIAN, ARABIC, CHINESE)}
