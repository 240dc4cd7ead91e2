; The Windows installer, for one user and without administrator: python3 dev.py installer
; BUNDLE, VERSION, NUMBERS, ICON, OUT and SIZE come from tools/installer.py.
Unicode true
SetCompressor /SOLID lzma
!include MUI2.nsh
!include WinVer.nsh
!include x64.nsh
!include FileFunc.nsh

!define FOLDER "$LOCALAPPDATA\Programs\Yishi"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Yishi"

Name "议事 ${VERSION}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "${FOLDER}"
BrandingText "议事 ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=2052 "ProductName" "议事"
VIAddVersionKey /LANG=2052 "FileDescription" "议事 安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "Apache-2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "安装 议事 ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "装在您自己的用户下，不用管理员密码，不用联网。$\r$\n$\r$\n村里的资料另外放在“议事协商资料”文件夹，安装、升级、卸载都不会动它。$\r$\n$\r$\n以前装过的版本留在旁边，新版本不合用，可以从开始菜单打开以前的版本。"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${VERSION}\议事.exe"
!define MUI_FINISHPAGE_RUN_TEXT "现在打开“议事”"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "只删除程序。村里的资料（“议事协商资料”文件夹）和备份一样也不动。"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "这台电脑的 Windows 太旧了，装不了。$\r$\n什么都没有改动。$\r$\n请换一台 Windows 10 或 Windows 11 的电脑。" /SD IDOK
    Abort
  ${EndIf}
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "这台电脑的 Windows 是32位的，装不了。$\r$\n什么都没有改动。$\r$\n请换一台64位 Windows 10 或 Windows 11 的电脑。" /SD IDOK
    Abort
  ${EndIf}
FunctionEnd

Section "议事"
  ; The same version again: what stands there may be half of a broken installation.
  ClearErrors
  IfFileExists "$INSTDIR\${VERSION}\议事.exe" 0 fresh
    Delete "$INSTDIR\${VERSION}\议事.exe"
    IfErrors 0 gone
      MessageBox MB_OK|MB_ICONEXCLAMATION "“议事”正开着，装不了。$\r$\n什么都没有改动。$\r$\n请先关掉“议事”，再安装一次。" /SD IDOK
      Abort "“议事”正开着。"
    gone:
    RMDir /r "$INSTDIR\${VERSION}"
  fresh:
  SetOutPath "$INSTDIR\${VERSION}"
  File /r "${BUNDLE}/*.*"
  WriteUninstaller "$INSTDIR\卸载.exe"

  SetOutPath "$INSTDIR\${VERSION}"
  CreateDirectory "$SMPROGRAMS\议事\各个版本"
  CreateShortcut "$SMPROGRAMS\议事\议事.lnk" "$INSTDIR\${VERSION}\议事.exe"
  CreateShortcut "$SMPROGRAMS\议事\各个版本\议事 ${VERSION}.lnk" "$INSTDIR\${VERSION}\议事.exe"
  CreateShortcut "$SMPROGRAMS\议事\卸载.lnk" "$INSTDIR\卸载.exe"
  CreateShortcut "$DESKTOP\议事.lnk" "$INSTDIR\${VERSION}\议事.exe"

  WriteRegStr HKCU "${KEY}" "DisplayName" "议事"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\${VERSION}\议事.exe"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\卸载.exe"'
  WriteRegStr HKCU "${KEY}" "Publisher" "议事"
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  ; Only what the installer made: every version is a folder with 议事.exe in it. Nothing else in the folder is touched,
  ; and the village's data lie elsewhere.
  FindFirst $0 $1 "$INSTDIR\*.*"
  next:
    StrCmp $1 "" done
    StrCmp $1 "." further
    StrCmp $1 ".." further
    IfFileExists "$INSTDIR\$1\议事.exe" 0 further
      RMDir /r "$INSTDIR\$1"
    further:
    FindNext $0 $1
    Goto next
  done:
  FindClose $0
  Delete "$INSTDIR\卸载.exe"
  RMDir "$INSTDIR"
  RMDir /r "$SMPROGRAMS\议事"
  Delete "$DESKTOP\议事.lnk"
  DeleteRegKey HKCU "${KEY}"
SectionEnd
